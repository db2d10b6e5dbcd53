package io.heartbeat.web.api;

import io.heartbeat.command.AgentReport;
import io.heartbeat.command.Command;
import io.heartbeat.command.Task;
import jakarta.json.stream.JsonGenerator;
import java.util.List;

/** The shape of a command in every answer. */
public final class CommandJson {
    private CommandJson() {}

    /**
     * The members of one command, into an object that is open.
     *
     * @param whole whether arguments and output are told, which are for managers only
     */
    static void members(JsonGenerator json, Command command, boolean whole) {
        members(json, command);
        if (whole && command.task().kind() == Task.Kind.COMMAND) {
            json.writeStartArray("args");
            command.task().args().forEach(json::write);
            json.writeEnd();
        } else {
            json.writeNull("args");
        }
        JsonOut.text(json, "output", whole ? command.output() : null);
    }

    /** The members that everybody may know who may see the host. */
    public static void members(JsonGenerator json, Command command) {
        json.write("id", command.id());
        json.write("host", command.host());
        json.write("kind", command.task().kind().label());
        JsonOut.text(json, "command", command.task().command());
        JsonOut.text(json, "version", command.task().version());
        json.write("state", command.state().label());
        JsonOut.text(json, "by", command.actor());
        JsonOut.time(json, "queued_at", command.queuedAt());
        JsonOut.time(json, "expires_at", command.expiresAt());
        JsonOut.time(json, "sent_at", command.sentAt());
        JsonOut.time(json, "answered_at", command.answeredAt());
        JsonOut.text(json, "status", command.status());
    }

    /** What an agent said of itself, or null. */
    static void agent(JsonGenerator json, AgentReport agent) {
        if (agent == null) {
            json.writeNull("agent");
            return;
        }
        json.writeStartObject("agent");
        JsonOut.text(json, "version", agent.version());
        JsonOut.time(json, "reported_at", agent.reportedAt());
        json.writeStartArray("commands");
        for (AgentReport.Allowed allowed : agent.commands()) {
            json.writeStartObject();
            json.write("name", allowed.name());
            json.write("args", allowed.args());
            json.writeEnd();
        }
        json.writeEnd();
        json.write("upgrade", agent.upgrade());
        json.writeEnd();
    }

    static void texts(JsonGenerator json, String key, List<String> texts) {
        json.writeStartArray(key);
        texts.forEach(json::write);
        json.writeEnd();
    }
}
