package io.heartbeat.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.SteppedTime;
import io.heartbeat.dns.RecordsDeleting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptRecordsTest {
    private final SteppedTime time = new SteppedTime();
    private final Suppressions suppressions = new Suppressions(new AlertSettings(Map.of(), Map.of()));
    private final KeptRecords kept = new KeptRecords(suppressions, time);

    @Test
    void aHostThatIsWorkedOnKeepsItsRecordsUntilTheEnd() {
        suppressions.windows(List.of(new MaintenanceWindow(
                3,
                List.of("web*"),
                List.of(),
                time.wall(),
                time.wall().plusSeconds(60),
                null,
                "ann",
                "kernel",
                time.wall())));

        assertThat(reasons("web1")).containsExactly("maintenance:3");
        assertThat(reasons("db")).isEmpty();
        time.pass(Duration.ofSeconds(60));
        assertThat(reasons("web1")).isEmpty();
    }

    private List<String> reasons(String host) {
        List<String> reasons = new ArrayList<>();
        kept.deleting(new RecordsDeleting(host, reasons::add));
        return reasons;
    }
}
