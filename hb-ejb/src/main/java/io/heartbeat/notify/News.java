package io.heartbeat.notify;

import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertView;
import java.util.List;
import java.util.Optional;

/** What happens to alerts, as it is stored. Implemented where features are composed. Thread-safe. */
public interface News {
    /** Stored events after a number, in order. */
    List<AlertRecord> after(long event, int limit);

    /** The newest stored event's number, 0 when there is none. */
    long newest();

    /** One alert as it is now. */
    Optional<AlertView> alert(long id);
}
