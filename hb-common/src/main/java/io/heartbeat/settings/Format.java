package io.heartbeat.settings;

import java.nio.file.Path;
import java.util.Locale;

/** How a configuration file is written. */
public enum Format {
    /** YAML 1.2, our own. */
    YAML {
        @Override
        Value read(String text, String name, Findings findings) {
            return YamlText.ofFile(text, name, findings);
        }
    },
    /** TOML 1.0, as LogHamster has it. */
    TOML {
        @Override
        Value read(String text, String name, Findings findings) {
            return TomlText.ofFile(text, name, findings);
        }
    },
    /** INI as Python's ConfigParser has it, as LogHog has it. */
    INI {
        @Override
        Value read(String text, String name, Findings findings) {
            return IniText.of(text, name, findings);
        }
    };

    /** By the ending of the file's name: {@code .toml}, else YAML. */
    public static Format of(Path file) {
        return file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".toml") ? TOML : YAML;
    }

    /** Null when the text is empty or was found broken. */
    abstract Value read(String text, String name, Findings findings);
}
