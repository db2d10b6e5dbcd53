package io.heartbeat.agent.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal that asks daemons to read their configuration anew. Java has it in {@code sun.misc} only (JEP 260 keeps it), which
 * a compiler for release 17 does not let be named without a warning; hence by reflection.
 */
final class Hangup {
    private static final Logger LOG = System.getLogger(Hangup.class.getName());

    private Hangup() {}

    /** Has this done at each SIGHUP, in a thread of Java's. Where there are no such signals, nothing happens. */
    static void onSignal(Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    work.run();
                    return null;
                }
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "hangup";
                };
            };
            Object ours = Proxy.newProxyInstance(Hangup.class.getClassLoader(), new Class<?>[] {handler}, call);
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
            if (before == handler.getField("SIG_IGN").get(null)) {
                LOG.log(
                        Level.INFO,
                        "SIGHUP is ignored, as nohup has it: a changed configuration is taken by a restart only");
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "SIGHUP cannot be heard here: {0}", e.toString());
        }
    }
}
