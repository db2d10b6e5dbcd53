package io.heartbeat.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.Names;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the agent of a host says that it may be asked: its report {@code agent}. Only a signed one counts. Immutable.
 *
 * @param host canonical name of the host
 * @param version of the agent; null when it says none
 * @param commands of its allow-list
 * @param upgrade whether it lets itself be upgraded
 * @param reportedAt when it said so
 */
public record AgentReport(String host, String version, List<Allowed> commands, boolean upgrade, Instant reportedAt) {
    /** The plugin under whose name it comes. */
    static final String PLUGIN = "agent";

    private static final int MOST = 500;
    private static final int LONGEST_VERSION = 64;

    /**
     * A command of the list.
     *
     * @param name that it is asked for by
     * @param args how many arguments it takes at most
     */
    public record Allowed(String name, int args) {}

    /** Copies the list. */
    public AgentReport {
        commands = List.copyOf(commands);
    }

    /** The command of that name, if it is allowed. */
    public Optional<Allowed> command(String name) {
        return commands.stream().filter(allowed -> allowed.name().equals(name)).findFirst();
    }

    /** Whether the two say the same, whenever. */
    boolean says(AgentReport other) {
        return other != null && equals(new AgentReport(host, other.version, other.commands, other.upgrade, reportedAt));
    }

    /** Reads the report; what is in it and not as expected is left out. */
    static AgentReport read(String host, Message message, Instant now) {
        String version = null;
        boolean upgrade = false;
        List<Allowed> commands = List.of();
        try (JsonParser json = new JsonFactory().createParser(message.json(), message.offset(), message.length())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("version") && value == JsonToken.VALUE_STRING) {
                    version = json.getText().length() <= LONGEST_VERSION ? json.getText() : null;
                } else if (key.equals("upgrade")) {
                    upgrade = value == JsonToken.VALUE_TRUE;
                    json.skipChildren();
                } else if (key.equals("commands") && value == JsonToken.START_ARRAY) {
                    commands = commands(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("a message that was found valid", impossible);
        }
        return new AgentReport(host, version, commands, upgrade, now);
    }

    private static List<Allowed> commands(JsonParser json) throws IOException {
        List<Allowed> commands = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String name = null;
            int args = 0;
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("name") && value == JsonToken.VALUE_STRING) {
                    name = json.getText();
                } else if (key.equals("args") && value == JsonToken.VALUE_NUMBER_INT) {
                    args = (int) Math.max(0, Math.min(64, json.getValueAsLong()));
                } else {
                    json.skipChildren();
                }
            }
            if (name != null && Names.plugin(name) && commands.size() < MOST) {
                commands.add(new Allowed(name, args));
            }
        }
        return commands;
    }
}
