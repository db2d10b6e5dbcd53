package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.threshold.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/**
 * The process dies at each of its steps, one run for each: before and after every statement and every commit from the stored
 * event to the mark. Nothing is ever told never, and one death tells nothing more than twice.
 */
class KillTest {
    private static final String FIRED = "ops@example.org: WARNING: web #1";
    private static final String OVER = "ops@example.org: RECOVERED: web #1";

    @Test
    void atEachStepOnH2() throws SQLException {
        int steps = 0;
        boolean died = true;
        while (died) {
            died = dies(h2(), steps++);
        }
        assertThat(steps).isGreaterThan(40);
    }

    @Test
    void whatIsLeftOutIsCountedThroughADeathAtEachStep() {
        int steps = 0;
        boolean died = true;
        while (died) {
            Mortal mortal = new Mortal(h2());
            Bureau bureau = new Bureau(mortal);
            bureau.mostWaiting = 1;
            bureau.restart();
            mortal.left = steps++;
            died = false;
            try {
                bureau.fires(1, "web", Level.WARNING).turn();
                bureau.fires(2, "web", Level.WARNING)
                        .fires(3, "web", Level.CRITICAL)
                        .turn();
            } catch (Death death) {
                died = true;
            }
            mortal.left = Integer.MAX_VALUE;
            bureau.restart().turn();
            long events = bureau.newest();
            bureau.pass(31);
            assertThat(bureau.arrived("mail"))
                    .as("killed at step %d of the planning", steps)
                    .hasSize(Math.min((int) events, 2))
                    .first()
                    .isEqualTo(FIRED);
            if (events == 3) {
                assertThat(bureau.arrived("mail").get(1)).startsWith("ops@example.org: LEFT OUT: 2 more since");
            }
        }
        assertThat(steps).isGreaterThan(20);
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    @Test
    void atSomeStepsOnPostgreSql() throws SQLException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            for (int step = 3; step < 60; step += 8) {
                String name = "run" + step;
                try (Connection admin = postgres.getPostgresDatabase().getConnection()) {
                    admin.createStatement().execute("create database " + name);
                }
                dies(postgres.getDatabase("postgres", name), step);
            }
            try (Connection admin = postgres.getPostgresDatabase().getConnection()) {
                admin.createStatement().execute("create database outbox");
            }
            Bureau full = new Bureau(postgres.getDatabase("postgres", "outbox"));
            full.mostWaiting = 1;
            full.restart()
                    .fires(1, "web", Level.WARNING)
                    .fires(2, "web", Level.WARNING)
                    .fires(3, "web", Level.WARNING);
            full.turn().pass(31);
            assertThat(full.arrived("mail")).hasSize(2).first().isEqualTo(FIRED);
            assertThat(full.arrived("mail").get(1)).contains("LEFT OUT: 2 more");
        }
    }

    @Test
    void betweenTheArrivalAndTheMarkItIsToldTwice() {
        Bureau bureau = new Bureau().restart().fires(1, "web", Level.WARNING).turn();
        Mailbox box = bureau.boxes.get("mail");
        box.then = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> bureau.pass(30)).isInstanceOf(Death.class);
        box.then = () -> {};
        bureau.restart().pass(0);
        assertThat(box.arrived).containsExactly(FIRED, FIRED);
        assertThat(box.letters.get(0).id()).isEqualTo(box.letters.get(1).id());
    }

    /** One life until it dies at a step, and the next one; answers whether it got as far as dying. */
    private static boolean dies(DataSource source, int step) throws SQLException {
        Mortal mortal = new Mortal(source);
        Bureau bureau = new Bureau(mortal).restart();
        mortal.left = step;
        boolean died = false;
        try {
            bureau.fires(1, "web", Level.WARNING).turn();
            bureau.pass(30).resolves(1).turn();
            bureau.pass(30);
        } catch (Death death) {
            died = true;
        }
        mortal.left = Integer.MAX_VALUE;
        bureau.restart().turn();
        if (bureau.alert(1).orElseThrow().alert().active()) {
            bureau.resolves(1).turn();
        }
        bureau.pass(31);
        bureau.pass(31);
        List<String> arrived = new ArrayList<>(bureau.arrived("mail"));
        assertThat(arrived).as("killed at step %d", step).contains(FIRED, OVER);
        assertThat(arrived.stream().filter(FIRED::equals).count()).isLessThanOrEqualTo(2);
        assertThat(arrived.stream().filter(OVER::equals).count()).isLessThanOrEqualTo(2);
        assertThat(arrived.indexOf(FIRED)).isLessThan(arrived.indexOf(OVER));
        assertThat(bureau.log()).hasSize(2).allSatisfy(line -> assertThat(line).contains(" sent "));
        return died;
    }

    /** What kill -9 looks like from inside: nothing after it happens. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A database to which the process speaks until it dies; what was not committed by then never was. */
    private static final class Mortal implements DataSource {
        private final DataSource alive;
        int left = Integer.MAX_VALUE;

        Mortal(DataSource alive) {
            this.alive = alive;
        }

        private void step() {
            if (left-- == 0) {
                throw new Death();
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            step();
            Connection real = alive.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        boolean counted = List.of("prepareStatement", "commit").contains(method.getName());
                        if (counted) {
                            step();
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (method.getName().equals("commit")) {
                                step();
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
