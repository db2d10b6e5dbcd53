package io.heartbeat.storage;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformException;

/** Finds the transaction manager of Payara or of WildFly, whichever we run in. */
public class ServersJtaPlatform extends AbstractJtaPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    protected TransactionManager locateTransactionManager() {
        return (TransactionManager) firstOf("java:appserver/TransactionManager", "java:jboss/TransactionManager");
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return (UserTransaction) firstOf("java:comp/UserTransaction", "java:jboss/UserTransaction");
    }

    @SuppressWarnings("BanJNDI") // The names are the constants above, in the server's own namespace.
    private static Object firstOf(String... names) {
        JtaPlatformException nowhere =
                new JtaPlatformException("neither Payara's nor WildFly's transaction manager is there");
        for (String name : names) {
            try {
                return InitialContext.doLookup(name);
            } catch (NamingException e) {
                nowhere.addSuppressed(e);
            }
        }
        throw nowhere;
    }
}
