package io.heartbeat.pump.config;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** A kind of sender that tests of the configuration name {@code test}. */
public final class TestSenderFactory implements SenderFactory {
    @Override
    public String type() {
        return "test";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    @Override
    public SenderPlan plan(Section keys) {
        if (!keys.has("target")) {
            keys.problem("target", "is needed");
        }
        return context -> {
            throw new java.io.IOException("there is nothing to open");
        };
    }

    @Override
    public String sample() {
        return "target: x\n";
    }
}
