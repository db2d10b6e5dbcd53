package io.heartbeat.web.api;

import io.heartbeat.access.Deed;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** An event without a container, for the audit log. */
final class DeedsTold {
    private DeedsTold() {}

    /** Hands over what is fired. */
    @SuppressWarnings("unchecked")
    static Event<Deed> to(Consumer<Deed> taker) {
        return (Event<Deed>) Proxy.newProxyInstance(
                DeedsTold.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    taker.accept((Deed) arguments[0]);
                    return null;
                });
    }
}
