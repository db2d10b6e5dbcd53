import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The agent of Heartbeat in one file: {@code java HbcMini.java SERVER} on any JDK 17 or newer, nothing to install.
 *
 * <p>It speaks the same wire as {@code hbc}, byte for byte (docs/PROTOCOL.md), and reports the same metrics under the same
 * names, read from Linux itself. Its configuration is {@code ~/.hbc.json}; docs/AGENT.md says all. Reading order: Options,
 * Configuration, Agent, Link, Frames, the plugins, Orders (commands and upgrades), Run, Json.
 */
public final class HbcMini {
    static final String VERSION = "1.0.0";
    static final String NAME = "HbcMini";

    private HbcMini() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments));
    }

    static int run(String[] arguments) throws Exception {
        Options options;
        Configuration configuration;
        try {
            options = Options.parse(arguments);
            if (options.told != null) {
                System.out.println(options.told);
                return 0;
            }
            configuration = Configuration.load(options);
        } catch (UsageException e) {
            System.err.println("hbc: " + e.getMessage());
            return 2;
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(line -> System.err.println("hbc: " + line));
            return 1;
        }
        if (options.check) {
            System.out.println("hbc: " + configuration.source + " is fine");
            return 0;
        }
        if (configuration.servers.isEmpty()) {
            System.err.println("hbc: no server: name one on the command line, or as \"server\" in ~/.hbc.json");
            return 2;
        }
        if (options.daemon && System.getenv("HBC_DAEMON") == null) {
            return Background.start(configuration, arguments);
        }
        Agent agent = new Agent(configuration, options);
        return options.text == null ? agent.stay() : agent.sendText();
    }

    // ----------------------------------------------------------------------------------------------------------
    // Options

    /** The command line is wrong. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message + "\nTry --help.");
        }
    }

    /** The command line. */
    static final class Options {
        static final String HELP =
                """
                Usage: java HbcMini.java [-c FILE] [-d] [-v] [-b] [-m TEXT] [--check-config] SERVER...
                Tells Heartbeat servers that this host is alive, and how it does.
                  SERVER          HOST, HOST:PORT or [IPv6]:PORT
                  -c FILE         configuration (JSON); else ~/.hbc.json, else defaults
                  -d              run in the background; process id and log lie in state_dir
                  -v              log more, and show counters at the end
                  -b, --boot      mark the heartbeat of -m as the first after a start
                  -m TEXT         send one heartbeat with this text, wait for the answer, end
                  --check-config  read the configuration, say what is wrong, end
                  -V, --version   say which version this is""";

        Path config;
        boolean daemon;
        boolean verbose;
        boolean boot;
        boolean check;
        String text;
        String told;
        final List<String> servers = new ArrayList<>();

        static Options parse(String[] arguments) {
            Options options = new Options();
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "-c", "--config" -> options.config = Path.of(value(arguments, ++i));
                    case "-m", "--message" -> options.text = value(arguments, ++i);
                    case "-d", "--daemon" -> options.daemon = true;
                    case "-v", "--verbose" -> options.verbose = true;
                    case "-b", "--boot" -> options.boot = true;
                    case "--check-config" -> options.check = true;
                    case "-h", "--help" -> options.told = HELP;
                    case "-V", "--version" -> options.told = NAME + " " + VERSION;
                    default -> options.addServer(arguments[i]);
                }
            }
            if (options.text != null && options.daemon) {
                throw new UsageException("-m ends after one heartbeat, -d stays: choose one");
            }
            return options;
        }

        private void addServer(String argument) {
            if (argument.startsWith("-")) {
                throw new UsageException("unknown option " + argument);
            }
            servers.add(argument);
        }

        private static String value(String[] arguments, int at) {
            if (at >= arguments.length) {
                throw new UsageException(arguments[at - 1] + " needs a value");
            }
            return arguments[at];
        }
    }

    // ----------------------------------------------------------------------------------------------------
    // Configuration

    /** A server as the user wrote it. */
    record Server(String host, int port) {
        private static final Pattern FORM = Pattern.compile("\\[([0-9A-Fa-f:.%]+)](?::([0-9]{1,5}))?"
                + "|([A-Za-z0-9_][A-Za-z0-9_.-]*)(?::([0-9]{1,5}))?|([0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*)");

        static Server parse(String text, int defaultPort) {
            Matcher matcher = FORM.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no server: write HOST, HOST:PORT or [IPv6]:PORT");
            }
            String host = Stream.of(1, 3, 5)
                    .map(matcher::group)
                    .filter(h -> h != null)
                    .findFirst()
                    .orElseThrow();
            String port = matcher.group(2) == null ? matcher.group(4) : matcher.group(2);
            int number = port == null ? defaultPort : Integer.parseInt(port);
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("\"" + text + "\": the port must be a number from 1 to 65535");
            }
            return new Server(host, number);
        }

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** A map of the configuration, asked key by key: what is wrong is noted with its path, and so is what nobody asked for. */
    static final class Section {
        private final String path;
        private final Map<?, ?> values;
        private final List<String> problems;
        private final Set<Object> known = new LinkedHashSet<>();
        private final Map<String, Section> children = new LinkedHashMap<>();

        Section(String path, Map<?, ?> values, List<String> problems) {
            this.path = path;
            this.values = values;
            this.problems = problems;
        }

        void problem(String key, String message) {
            problems.add(path + key + ": " + message);
        }

        Object get(String key) {
            known.add(key);
            return values.get(key);
        }

        String text(String key, String standard) {
            Object value = get(key);
            if (value == null || value instanceof String) {
                return value == null ? standard : (String) value;
            }
            problem(key, "must be a text");
            return standard;
        }

        boolean flag(String key, boolean standard) {
            Object value = get(key);
            if (value == null || value instanceof Boolean) {
                return value == null ? standard : (Boolean) value;
            }
            problem(key, "must be true or false");
            return standard;
        }

        double number(String key, double standard, double min, double max) {
            Object value = get(key);
            if (value == null) {
                return standard;
            }
            if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
                return number.doubleValue();
            }
            problem(key, "must be a number from " + number(min) + " to " + number(max));
            return standard;
        }

        private static String number(double value) {
            return Json.plain(value);
        }

        List<String> texts(String key) {
            Object value = get(key);
            List<String> texts = new ArrayList<>();
            for (Object item : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
                if (item instanceof String text && !text.isBlank()) {
                    texts.add(text);
                } else {
                    problem(key, "must be a text or a list of texts");
                }
            }
            return texts;
        }

        /** Elements of a list as sections; one that is no map is the value of the key {@code bare}. */
        List<Section> items(String key, String bare) {
            Object value = get(key);
            List<Section> items = new ArrayList<>();
            for (Object item : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
                Map<?, ?> map = item instanceof Map<?, ?> given ? given : Map.of(bare, item);
                String name = key + "[" + items.size() + "]";
                items.add(children.computeIfAbsent(name, n -> new Section(path + n + ".", map, problems)));
            }
            return items;
        }

        Section section(String key) {
            Object value = get(key);
            return children.computeIfAbsent(key, name -> {
                if (value != null && !(value instanceof Map)) {
                    problem(key, "must be an object, such as {}");
                }
                return new Section(path + key + ".", value instanceof Map<?, ?> map ? map : Map.of(), problems);
            });
        }

        Set<String> keys() {
            Set<String> keys = new LinkedHashSet<>();
            values.keySet().forEach(key -> keys.add((String) key));
            return keys;
        }

        void close() {
            values.keySet().stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> problem((String) key, "unknown key; known here: " + known));
            children.values().forEach(Section::close);
        }
    }

    /** What the configuration and the machine say. */
    static final class Configuration {
        static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
        static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:-]{0,127}");

        String source = "the defaults";
        final List<Server> servers = new ArrayList<>();
        final List<Plugin> plugins = new ArrayList<>();
        double interval;
        String name;
        boolean compress;
        Path stateDir;
        String keyId;
        byte[] secret;
        Orders orders;

        /** @throws IllegalArgumentException with one line for each problem */
        static Configuration load(Options options) {
            Path home = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")));
            Path file = options.config == null ? home.resolve(".hbc.json") : options.config;
            Map<?, ?> values = Map.of();
            Configuration configuration = new Configuration();
            if (options.config != null || Files.exists(file)) {
                configuration.source = file.toString();
                values = read(file);
            }
            List<String> problems = new ArrayList<>();
            Section root = new Section("", values, problems);
            configuration.take(root, options, home);
            root.close();
            if (!problems.isEmpty()) {
                String source = configuration.source;
                throw new IllegalArgumentException(String.join(
                        "\n", problems.stream().map(p -> source + ": " + p).toList()));
            }
            return configuration;
        }

        private static Map<?, ?> read(Path file) {
            try {
                Object value = Json.parse(Files.readString(file));
                if (value instanceof Map<?, ?> map) {
                    return map;
                }
                throw new IllegalArgumentException("it must be a JSON object");
            } catch (IOException e) {
                throw new IllegalArgumentException(file + ": cannot be read: " + e, e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
        }

        private void take(Section root, Options options, Path home) {
            int port = (int) root.number("port", root.number("hb_port", 50003, 1, 65_535), 1, 65_535);
            List<String> written = root.texts("server");
            for (String server : options.servers.isEmpty() ? written : options.servers) {
                try {
                    servers.add(Server.parse(server, port));
                } catch (IllegalArgumentException e) {
                    root.problem("server", e.getMessage());
                }
            }
            interval = root.number("interval", 30, 1, 604_800);
            name = root.text("name", machineName());
            if (!HOST_NAME.matcher(name).matches()) {
                root.problem("name", "\"" + name + "\" is no host name: letters, digits, dots, hyphens, underscores");
            }
            compress = root.flag("compress", true);
            stateDir = Path.of(
                    root.text("state_dir", home.resolve(".local/state/hbc-mini").toString()));
            takeKey(root);
            takePlugins(root);
            orders = new Orders(root, stateDir);
        }

        private static String why(Exception e) {
            if (e instanceof NoSuchFileException) {
                return "there is no such file";
            }
            return e instanceof IOException ? e.toString() : "it is empty";
        }

        private void takeKey(Section root) {
            String direct = root.text("key", null);
            String file = root.text("key_file", null);
            keyId = root.text("key_id", name);
            try {
                String text = file == null
                        ? direct
                        : Files.readAllLines(Path.of(file)).get(0).strip();
                secret = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            } catch (IOException | IndexOutOfBoundsException e) {
                root.problem("key_file", "the secret in " + file + " cannot be read: " + why(e));
            }
            if (secret != null && secret.length < 16) {
                root.problem(
                        file == null ? "key" : "key_file", "at least 16 bytes are needed; try openssl rand -hex 32");
            }
            if (!WORD.matcher(keyId).matches() || keyId.length() > 64) {
                root.problem("key_id", "1 to 64 of letters, digits and . _ : -");
            }
        }

        private void takePlugins(Section root) {
            Map<String, Function<Section, Look>> kinds = new LinkedHashMap<>();
            kinds.put("os_info", section -> new OsInfo());
            kinds.put("cpu_monitor", section -> new CpuMonitor());
            kinds.put("memory_monitor", section -> new MemoryMonitor());
            kinds.put("disk_monitor", section -> new DiskMonitor());
            kinds.put("network_monitor", section -> new NetworkMonitor());
            kinds.put("ping_monitor", PingMonitor::new);
            kinds.put("nagios_runner", NagiosRunner::new);
            boolean given = root.get("plugins") != null;
            Section section = root.section("plugins");
            kinds.keySet().forEach(section::get);
            for (Map.Entry<String, Function<Section, Look>> kind : kinds.entrySet()) {
                String plugin = kind.getKey();
                boolean standard = !plugin.equals("ping_monitor") && !plugin.equals("nagios_runner");
                if (given ? section.keys().contains(plugin) : standard) {
                    Section own = section.section(plugin);
                    double every = own.number("interval", 300, 1, 604_800);
                    double timeout = own.number("timeout", 30, 1, 604_800);
                    Look look = kind.getValue().apply(own);
                    if (own.flag("enabled", true)) {
                        plugins.add(new Plugin(plugin, look, every, timeout, plugin.equals("os_info")));
                    }
                }
            }
        }

        private static String machineName() {
            try {
                String full = Kernel.text("/proc/sys/kernel/hostname").strip();
                return full.indexOf('.') > 0 ? full.substring(0, full.indexOf('.')) : full;
            } catch (IOException e) {
                return System.getenv().getOrDefault("HOSTNAME", "unnamed");
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------------
    // Agent

    /** What the agent counts of itself, by name. */
    static final class Counters {
        private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

        void count(String what) {
            counts.computeIfAbsent(what, name -> new LongAdder()).increment();
        }

        @Override
        public String toString() {
            return new TreeMap<>(counts).toString();
        }
    }

    /** One line on standard error. */
    static final class Log {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

        private Log() {}

        static void say(String text) {
            System.err.println(LocalDateTime.now().format(TIME) + " " + text);
        }
    }

    /** The running agent: a thread for each server and each plugin. */
    static final class Agent {
        final Configuration configuration;
        final Options options;
        final Counters counters = new Counters();
        final List<Link> links = new ArrayList<>();
        private volatile boolean restarting;

        Agent(Configuration configuration, Options options) {
            this.configuration = configuration;
            this.options = options;
            configuration.servers.stream().distinct().forEach(server -> links.add(new Link(this, server)));
        }

        int stay() throws IOException, InterruptedException {
            if (options.daemon) {
                Background.note(configuration);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(this::end));
            List<Thread> threads = new ArrayList<>();
            links.forEach(link -> threads.add(new Thread(link::run, "link-" + link.server)));
            configuration.plugins.forEach(plugin -> {
                Thread thread = new Thread(() -> plugin.run(this), plugin.name);
                thread.setDaemon(true);
                threads.add(thread);
            });
            threads.forEach(thread -> {
                thread.setUncaughtExceptionHandler((broken, e) -> {
                    Log.say("the thread " + broken.getName() + " broke; the agent ends: " + e);
                    System.exit(1);
                });
                thread.start();
            });
            if (configuration.secret != null) {
                deliver("agent", configuration.orders.told(), System.currentTimeMillis(), true);
            }
            Log.say(configuration.name + " sends heartbeats");
            for (Thread thread : threads) {
                thread.join();
            }
            return 1;
        }

        int sendText() throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            links.forEach(link -> threads.add(new Thread(() -> link.once(5000))));
            threads.forEach(Thread::start);
            boolean all = true;
            for (int i = 0; i < links.size(); i++) {
                threads.get(i).join();
                if (!links.get(i).here) {
                    all = false;
                    System.err.println("hbc: " + links.get(i).server + ": no answer within 5 s");
                }
            }
            return all ? 0 : 1;
        }

        private void end() {
            if (!restarting) {
                links.forEach(Link::farewell);
            }
            if (options.verbose) {
                System.err.println("hbc: " + counters);
            }
        }

        /** Makes way for a successor without a goodbye: the host stays up. */
        void makeWay() {
            restarting = true;
            System.exit(0);
        }

        /** Composes a report once and hands it to every link. */
        void deliver(String plugin, Map<String, Object> metrics, long millis, boolean lasting) {
            byte[] message = Messages.report(configuration.name, plugin, timed(metrics, millis));
            if (message.length > Messages.MAX_INFLATED) {
                counters.count("reports_unsendable");
                Map<String, Object> error = Map.of("error", "its report of " + message.length + " bytes is too large");
                message = Messages.report(configuration.name, plugin, timed(error, millis));
            }
            byte[] small = configuration.compress ? Messages.compress(message) : message;
            byte[] shorter = small.length < message.length ? small : message;
            links.forEach(link -> link.add(plugin, shorter, lasting));
        }

        private static Map<String, Object> timed(Map<String, Object> metrics, long millis) {
            Map<String, Object> timed = new LinkedHashMap<>();
            timed.put("time", BigDecimal.valueOf(millis, 3));
            metrics.forEach((key, value) -> {
                boolean reserved = key.equals("ID") || key.equals("name") || key.equals("plugin");
                timed.put(reserved ? "_" + key : key, value);
            });
            return timed;
        }
    }

    /** Java cannot fork: the same command once more, in a session of its own. */
    static final class Background {
        private Background() {}

        static int start(Configuration configuration, String[] arguments) throws IOException, InterruptedException {
            Path pidFile = configuration.stateDir.resolve("hbc.pid");
            Files.createDirectories(configuration.stateDir);
            if (alive(pidFile)) {
                System.err.println("hbc: it runs already, as process "
                        + Files.readString(pidFile).strip());
                return 1;
            }
            Files.deleteIfExists(pidFile);
            Path log = configuration.stateDir.resolve("hbc.log");
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(Source.command(Arrays.asList(arguments)));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("HBC_DAEMON", "1");
            builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            for (int i = 0; i < 400; i++) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
                    System.err.println("hbc: the process in the background ended; see " + log);
                    return 1;
                }
                if (alive(pidFile)) {
                    System.out.println("hbc runs in the background as process "
                            + Files.readString(pidFile).strip() + "; log " + log);
                    return 0;
                }
            }
            process.destroy();
            System.err.println("hbc: the process in the background did not come up; see " + log);
            return 1;
        }

        private static boolean alive(Path pidFile) throws IOException {
            String text = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
            return text.matches("[0-9]{1,9}")
                    && ProcessHandle.of(Long.parseLong(text))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        }

        static void note(Configuration configuration) throws IOException {
            Path pidFile = configuration.stateDir.resolve("hbc.pid");
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
            pidFile.toFile().deleteOnExit();
        }
    }

    /** The file that this program is. */
    static final class Source {
        private Source() {}

        /** @throws IOException when it does not run from its source */
        static Path file() throws IOException {
            try {
                URI place = HbcMini.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI();
                Path file = Path.of(place);
                if (Files.isRegularFile(file) && file.toString().endsWith(".java")) {
                    return file;
                }
                throw new IOException("it was not started as java HbcMini.java");
            } catch (URISyntaxException | IllegalArgumentException | NullPointerException e) {
                throw new IOException("its own file is not known", e);
            }
        }

        static List<String> command(List<String> arguments) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add(file().toString());
            command.addAll(arguments);
            return command;
        }
    }

    // -------------------------------------------------------------------------------------------------------------
    // Link

    /**
     * One server and this agent: its own thread, socket and numbers, so that a server that is dead delays no other. An
     * address that does not answer gives way to the next; reports wait until the server answers.
     */
    static final class Link {
        private static final int MAX_WAITING = 1000;
        private static final long MAX_WAITING_BYTES = 1 << 20;
        private static final long REPORT_PACE = 50;
        private static final long TRUST = 1000;
        private static final int REMEMBERED = 16;

        final Server server;
        volatile boolean here;
        private final Agent agent;
        private final Frames frames; // null when nothing is signed
        private final Deque<byte[]> waiting = new ArrayDeque<>();
        private final Map<String, byte[]> lasting = new LinkedHashMap<>();
        private final long[] sentSeq = new long[REMEMBERED];
        private final double[] sentTime = new double[REMEMBERED];
        private final long[] sentNanos = new long[REMEMBERED];
        private volatile DatagramSocket socket;
        private InetAddress[] addresses = new InetAddress[0];
        private int address;
        private long waitingBytes;
        private volatile long seq;
        private int unanswered;
        private long sentAt;
        private double rtt = Double.NaN;
        private boolean troubled;

        Link(Agent agent, Server server) {
            this.agent = agent;
            this.server = server;
            Configuration configuration = agent.configuration;
            frames = configuration.secret == null
                    ? null
                    : new Frames(configuration.keyId, configuration.secret, new SecureRandom().nextLong());
        }

        private static long now() {
            return System.nanoTime() / 1_000_000;
        }

        void run() {
            long nextBeat = now();
            long nextReport = nextBeat;
            long period = Math.round(agent.configuration.interval * 1000);
            while (true) {
                long now = now();
                if (now >= nextBeat) {
                    // A moment missed by half a period is taken once: after a suspension there is no burst.
                    nextBeat = now - nextBeat >= period / 2 ? now + period : nextBeat + period;
                    beat(seq == 0, null);
                }
                if (now >= nextReport && trusted(now) && sendReport()) {
                    nextReport = now + REPORT_PACE;
                }
                long until = waiting() && trusted(now) ? Math.min(nextBeat, nextReport) : nextBeat;
                receive(Math.max(1, Math.min(500, until - now)));
            }
        }

        /** One heartbeat, and its answer awaited. */
        void once(long patience) {
            long deadline = now() + patience;
            beat(agent.options.boot, agent.options.text);
            while (!here && now() < deadline) {
                receive(Math.max(1, Math.min(500, deadline - now())));
            }
        }

        private boolean trusted(long now) {
            return here && (unanswered == 0 || now - sentAt < TRUST);
        }

        private void beat(boolean boot, String text) {
            if (unanswered >= 2) {
                if (here) {
                    Log.say(server + " is away: it owes two answers; reports wait for it");
                }
                here = false;
                address++;
                disconnect();
            }
            unanswered++;
            seq++;
            double time = System.currentTimeMillis() / 1000.0;
            int slot = (int) (seq % REMEMBERED);
            sentSeq[slot] = seq;
            sentTime[slot] = time;
            sentNanos[slot] = System.nanoTime();
            sentAt = now();
            Configuration configuration = agent.configuration;
            if (send(Messages.heartbeat(
                    configuration.name, configuration.interval, seq, time, rtt, boot, text, VERSION, false))) {
                agent.counters.count("beats_sent");
            }
        }

        /** Says goodbye; called at the end, by another thread. */
        void farewell() {
            DatagramSocket open = socket;
            if (open != null && seq > 0) {
                Configuration configuration = agent.configuration;
                double time = System.currentTimeMillis() / 1000.0;
                send(Messages.heartbeat(
                        configuration.name, configuration.interval, seq + 1, time, rtt, false, null, VERSION, true));
            }
        }

        boolean send(byte[] message) {
            try {
                connect();
                byte[] datagram = frames == null ? message : frames.seal(message, System.currentTimeMillis());
                socket.send(new DatagramPacket(datagram, datagram.length));
                return true;
            } catch (IOException e) {
                agent.counters.count("send_failures");
                trouble(e);
                return false;
            }
        }

        private synchronized void connect() throws IOException {
            if (socket != null) {
                return;
            }
            if (address >= addresses.length) {
                addresses = InetAddress.getAllByName(server.host);
                address = 0;
            }
            DatagramSocket fresh = new DatagramSocket();
            try {
                fresh.connect(new InetSocketAddress(addresses[address], server.port));
            } catch (IOException | RuntimeException e) {
                fresh.close();
                throw e;
            }
            socket = fresh;
        }

        private synchronized void disconnect() {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }

        private void trouble(IOException e) {
            if (!troubled) {
                Log.say(server + ": "
                        + (e instanceof PortUnreachableException
                                ? "nothing listens on this port there; is the server running?"
                                : e.toString()));
            }
            troubled = true;
        }

        private void receive(long millis) {
            DatagramSocket open = socket;
            byte[] buffer = new byte[65_535];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                if (open == null) {
                    Thread.sleep(millis);
                    return;
                }
                open.setSoTimeout((int) millis);
                open.receive(packet);
                take(Arrays.copyOf(buffer, packet.getLength()));
            } catch (SocketTimeoutException e) {
                // nothing came, as is usual
            } catch (IOException e) {
                trouble(e);
                pause(Math.min(millis, 100));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void take(byte[] datagram) {
            Map<?, ?> message;
            Frames.Opened opened = null;
            try {
                byte[] payload = datagram;
                if (frames != null) {
                    opened = frames.open(datagram, System.currentTimeMillis());
                    payload = opened.payload();
                }
                message = Messages.parse(payload);
            } catch (IllegalArgumentException e) {
                agent.counters.count("replies_rejected{" + e.getMessage() + "}");
                return;
            }
            if (message.containsKey("name") && !agent.configuration.name.equals(message.get("name"))) {
                agent.counters.count("replies_rejected{foreign_name}");
                return;
            }
            switch (String.valueOf(message.get("ID"))) {
                case "ACK" -> answered(message);
                case "CMD", "UPD" -> agent.configuration.orders.take(agent, this, message, opened);
                default -> agent.counters.count("replies_rejected{wrong_direction}");
            }
        }

        private void answered(Map<?, ?> message) {
            long number = message.get("seq") instanceof Number given ? given.longValue() : -1;
            int slot = (int) Math.floorMod(number, (long) REMEMBERED);
            boolean known = number > 0 && sentSeq[slot] == number;
            if (!known || message.get("time") instanceof Number time && time.doubleValue() != sentTime[slot]) {
                agent.counters.count("answers_unmatched");
                return;
            }
            sentSeq[slot] = 0;
            rtt = Math.round((System.nanoTime() - sentNanos[slot]) / 1000.0) / 1000.0;
            unanswered = (int) Math.min(unanswered, seq - number);
            agent.counters.count("beats_answered");
            troubled = false;
            if (!here) {
                if (agent.options.text == null) {
                    Log.say(server + " answers after " + rtt + " ms");
                }
                repeatLasting();
            }
            here = true;
        }

        private void repeatLasting() {
            synchronized (waiting) {
                lasting.values().forEach(waiting::addFirst);
                lasting.values().forEach(message -> waitingBytes += message.length);
            }
        }

        void add(String plugin, byte[] report, boolean keep) {
            synchronized (waiting) {
                if (keep) {
                    lasting.put(plugin, report);
                }
                if (keep && !here) {
                    return; // told as soon as the server is here
                }
                waiting.addLast(report);
                waitingBytes += report.length;
                while (waiting.size() > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES) {
                    waitingBytes -= waiting.removeFirst().length;
                    agent.counters.count("reports_dropped");
                }
            }
        }

        private boolean waiting() {
            synchronized (waiting) {
                return !waiting.isEmpty();
            }
        }

        private boolean sendReport() {
            byte[] report;
            synchronized (waiting) {
                report = waiting.pollFirst();
                waitingBytes -= report == null ? 0 : report.length;
            }
            if (report == null || !send(report)) {
                return false;
            }
            agent.counters.count("reports_sent");
            return true;
        }
    }

    // ---------------------------------------------------------------------------------------------------------
    // Messages

    /** Messages as bytes, in the field order of docs/PROTOCOL.md. */
    static final class Messages {
        static final int MAX_INFLATED = 65_536;
        static final int MAX_TEXT = 1024;
        static final int MAX_OUTPUT = 32_768;
        private static final int MAX_QUOTED = 48 * 1024;

        private Messages() {}

        static byte[] heartbeat(
                String name,
                double interval,
                long seq,
                double time,
                double rtt,
                boolean boot,
                String text,
                String version,
                boolean shutdown) {
            Map<String, Object> beat = message("HTB", name);
            beat.put("interval", new Json.Plain(interval));
            beat.put("seq", seq);
            beat.put("time", new Json.Plain(time));
            if (!Double.isNaN(rtt)) {
                beat.put("rtt", new Json.Plain(rtt));
            }
            putIf(beat, "boot", boot, true);
            putIf(beat, "msg", text != null, Json.clip(text, MAX_TEXT, MAX_QUOTED));
            putIf(beat, "version", version != null, version);
            putIf(beat, "shutdown", shutdown, true);
            return bytes(beat);
        }

        static byte[] report(String name, String plugin, Map<String, Object> metrics) {
            Map<String, Object> report = message("PLG", name);
            report.put("plugin", plugin);
            report.putAll(metrics);
            return bytes(report);
        }

        static byte[] result(String name, Object id, String status, String output) {
            Map<String, Object> result = message("RES", name);
            result.put("id", String.valueOf(id));
            result.put("status", status);
            putIf(result, "output", output != null, Json.clip(output, MAX_OUTPUT, MAX_QUOTED));
            return bytes(result);
        }

        private static Map<String, Object> message(String type, String name) {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("ID", type);
            message.put("name", name);
            return message;
        }

        private static void putIf(Map<String, Object> message, String key, boolean said, Object value) {
            if (said) {
                message.put(key, value);
            }
        }

        private static byte[] bytes(Map<String, Object> message) {
            return Json.write(message).getBytes(StandardCharsets.UTF_8);
        }

        static byte[] compress(byte[] message) {
            Deflater deflater = new Deflater();
            deflater.setInput(message);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[4096];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            deflater.end();
            return out.toByteArray();
        }

        /** @throws IllegalArgumentException with the reason, as docs/PROTOCOL.md calls it */
        static Map<?, ?> parse(byte[] payload) {
            byte[] json = payload.length > 0 && payload[0] == 0x78 ? inflate(payload) : payload;
            if (json.length == 0 || json[0] != '{') {
                throw new IllegalArgumentException(json.length == 0 ? "empty" : "unknown_format");
            }
            try {
                return (Map<?, ?>) Json.parse(new String(json, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("bad_json", e);
            }
        }

        private static byte[] inflate(byte[] payload) {
            Inflater inflater = new Inflater();
            try {
                byte[] out = new byte[MAX_INFLATED + 1];
                inflater.setInput(payload);
                int length = 0;
                while (!inflater.finished()) {
                    int got = inflater.inflate(out, length, out.length - length);
                    length += got;
                    if (length > MAX_INFLATED) {
                        throw new IllegalArgumentException("inflated_too_large");
                    }
                    if (got == 0 && !inflater.finished()) {
                        throw new IllegalArgumentException("bad_zlib");
                    }
                }
                if (inflater.getRemaining() > 0) {
                    throw new IllegalArgumentException("bad_zlib");
                }
                return Arrays.copyOf(out, length);
            } catch (DataFormatException e) {
                throw new IllegalArgumentException("bad_zlib", e);
            } finally {
                inflater.end();
            }
        }
    }

    /**
     * Signed frames ({@code HBS1}): seals what goes to the server, opens what comes. Which numbers were seen is kept in memory;
     * an acknowledgement that is replayed after a restart answers no heartbeat, and for commands see {@link Orders}.
     */
    static final class Frames {
        private static final int MAGIC = 0x48425331;
        private static final long TOLERANCE = 90_000;
        private static final int MAC_LENGTH = 32;
        private static final int MAX_BOOTS = 8;

        private final String keyId;
        private final SecretKeySpec key;
        private final long bootId;
        private long sealed;
        private final Map<Long, long[]> windows =
                new LinkedHashMap<>(); // boot id: highest number, bits seen, newest time
        private long floor = Long.MIN_VALUE;

        Frames(String keyId, byte[] secret, long bootId) {
            this.keyId = keyId;
            this.key = new SecretKeySpec(secret, "HmacSHA256");
            this.bootId = bootId;
        }

        /** A frame that proved who sent it and that it is new. */
        record Opened(byte[] payload, long timestamp) {}

        synchronized byte[] seal(byte[] payload, long millis) {
            byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
            int head = 6 + id.length + 24;
            ByteBuffer frame = ByteBuffer.allocate(head + MAC_LENGTH + payload.length);
            frame.putInt(MAGIC).put((byte) 0).put((byte) id.length).put(id);
            frame.putLong(bootId).putLong(++sealed).putLong(millis);
            frame.position(head + MAC_LENGTH);
            frame.put(payload);
            byte[] bytes = frame.array();
            System.arraycopy(mac(bytes, head), 0, bytes, head, MAC_LENGTH);
            return bytes;
        }

        private byte[] mac(byte[] frame, int head) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                mac.update(frame, 0, head);
                mac.update(frame, head + MAC_LENGTH, frame.length - head - MAC_LENGTH);
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA256", e);
            }
        }

        /** @throws IllegalArgumentException with the reason, as docs/PROTOCOL.md calls it */
        synchronized Opened open(byte[] frame, long now) {
            ByteBuffer in = ByteBuffer.wrap(frame);
            require(frame.length >= 4 && in.getInt() == MAGIC, "unsigned");
            int idLength = frame.length > 5 ? frame[5] & 0xFF : 0;
            int head = 6 + idLength + 24;
            require(idLength > 0 && frame.length >= 6 + idLength, "bad_mac");
            require(new String(frame, 6, idLength, StandardCharsets.ISO_8859_1).equals(keyId), "unknown_key");
            require(frame.length > head + MAC_LENGTH, "bad_mac");
            byte[] claimed = Arrays.copyOfRange(frame, head, head + MAC_LENGTH);
            require(MessageDigest.isEqual(mac(frame, head), claimed), "bad_mac");
            require(frame[4] == 1, "wrong_direction");
            in.position(6 + idLength);
            long boot = in.getLong();
            long number = in.getLong();
            long timestamp = in.getLong();
            require(timestamp >= now - TOLERANCE && timestamp <= now + TOLERANCE, "stale");
            require(fresh(boot, number, timestamp), "replayed");
            return new Opened(Arrays.copyOfRange(frame, head + MAC_LENGTH, frame.length), timestamp);
        }

        private static void require(boolean condition, String reason) {
            if (!condition) {
                throw new IllegalArgumentException(reason);
            }
        }

        private boolean fresh(long boot, long number, long timestamp) {
            if (timestamp <= floor) {
                return false;
            }
            long[] window = windows.get(boot);
            if (window == null) {
                if (windows.size() >= MAX_BOOTS && !forgetOldest(timestamp)) {
                    return false;
                }
                windows.put(boot, new long[] {number, 1, timestamp});
                return true;
            }
            long ahead = number - window[0];
            if (Long.compareUnsigned(number, window[0]) > 0) {
                window[1] = Long.compareUnsigned(ahead, 64) < 0 ? window[1] << ahead | 1 : 1;
                window[0] = number;
            } else if (Long.compareUnsigned(-ahead, 64) >= 0 || (window[1] >>> -ahead & 1) != 0) {
                return false;
            } else {
                window[1] |= 1L << -ahead;
            }
            window[2] = Math.max(window[2], timestamp);
            return true;
        }

        private boolean forgetOldest(long timestamp) {
            Map.Entry<Long, long[]> oldest = windows.entrySet().iterator().next();
            for (Map.Entry<Long, long[]> entry : windows.entrySet()) {
                oldest = entry.getValue()[2] < oldest.getValue()[2] ? entry : oldest;
            }
            if (timestamp <= oldest.getValue()[2]) {
                return false;
            }
            floor = Math.max(floor, oldest.getValue()[2]);
            windows.remove(oldest.getKey());
            return true;
        }
    }

    // ----------------------------------------------------------------------------------------------------------
    // Plugins

    /** Looks once. */
    @FunctionalInterface
    interface Look {
        Map<String, Object> collect() throws Exception;
    }

    /** A plugin and when it is asked. A look that hangs is interrupted and reported; until it has ended there is no other. */
    static final class Plugin {
        final String name;
        private final Look look;
        private final long every;
        private final long timeout;
        private final boolean once;
        private boolean failing;

        Plugin(String name, Look look, double every, double timeout, boolean once) {
            this.name = name;
            this.look = look;
            this.every = Math.round(every * 1000);
            this.timeout = Math.round(timeout * 1000);
            this.once = once;
        }

        void run(Agent agent) {
            long next = System.nanoTime() / 1_000_000;
            try {
                while (true) {
                    long now = System.nanoTime() / 1_000_000;
                    next = now - next >= every / 2 ? now + every : next + every;
                    boolean told = ask(agent);
                    if (told && once) {
                        return;
                    }
                    Thread.sleep(Math.max(1, next - System.nanoTime() / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean ask(Agent agent) throws InterruptedException {
            FutureTask<Map<String, Object>> task = new FutureTask<>(look::collect);
            Thread thread = new Thread(task, "look-" + name);
            thread.setDaemon(true);
            thread.start();
            try {
                Map<String, Object> metrics = task.get(timeout, TimeUnit.MILLISECONDS);
                agent.deliver(name, metrics, System.currentTimeMillis(), once);
                failing = false;
                return true;
            } catch (TimeoutException e) {
                agent.counters.count("plugin_timeouts");
                failed(agent, "no answer within " + timeout / 1000.0 + " s");
                task.cancel(true);
                thread.join();
            } catch (ExecutionException e) {
                agent.counters.count("plugin_failures");
                String message = e.getCause().getMessage();
                failed(agent, message == null ? e.getCause().toString() : message);
            }
            return false;
        }

        private void failed(Agent agent, String error) {
            if (!failing) {
                Log.say("plugin " + name + ": " + error + "; it is tried again");
            }
            failing = true;
            agent.deliver(name, Map.of("error", Json.clip(error, 1000, 4000)), System.currentTimeMillis(), false);
        }
    }

    /** Files of the kernel, and numbers as people read them. */
    static final class Kernel {
        private Kernel() {}

        static String text(String file) throws IOException {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        }

        static List<String> lines(String file) throws IOException {
            return text(file).lines().toList();
        }

        static double tenth(double value) {
            return Math.round(value * 10) / 10.0;
        }

        static double hundredth(double value) {
            return Math.round(value * 100) / 100.0;
        }

        static double percent(double part, double whole) {
            return whole > 0 ? tenth(100 * part / whole) : 0;
        }

        /** The value of a line such as {@code MemTotal:  123 kB} or {@code NAME="Debian"}; empty when it is not there. */
        static String value(List<String> lines, String key, char separator) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + separator))
                    .findFirst()
                    .map(line -> line.substring(key.length() + 1).strip().replaceAll("^\"|\"$", ""))
                    .orElse("");
        }
    }

    /** {@code os_info}. */
    static final class OsInfo implements Look {
        @Override
        public Map<String, Object> collect() throws IOException {
            Path release = Path.of("/etc/os-release");
            List<String> os = Files.exists(release) ? Kernel.lines(release.toString()) : List.of();
            List<String> cpu = Kernel.lines("/proc/cpuinfo").stream()
                    .map(line -> line.replaceFirst("\\s*:", ":"))
                    .toList();
            double uptime = Double.parseDouble(Kernel.text("/proc/uptime").split(" ")[0]);
            String boot = Kernel.value(Kernel.lines("/proc/stat"), "btime", ' ');
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("system", System.getProperty("os.name"));
            metrics.put("distribution", Kernel.value(os, "NAME", '='));
            metrics.put("version", Kernel.value(os, "VERSION_ID", '='));
            metrics.put("kernel", System.getProperty("os.version"));
            metrics.put("arch", System.getProperty("os.arch"));
            metrics.put("hostname", Kernel.text("/proc/sys/kernel/hostname").strip());
            metrics.put("boot_time", Instant.ofEpochSecond(Long.parseLong(boot)).toString());
            metrics.put("uptime_seconds", (long) uptime);
            metrics.put("cpu_model", Kernel.value(cpu, "model name", ':'));
            metrics.put("cpu_count", Runtime.getRuntime().availableProcessors());
            metrics.put("memory_total_mb", MemoryMonitor.mebibytes(Kernel.lines("/proc/meminfo"), "MemTotal"));
            metrics.put("java_version", System.getProperty("java.version"));
            metrics.put("agent_version", NAME + " " + VERSION);
            return metrics;
        }
    }

    /** {@code cpu_monitor}, from {@code /proc/stat}: since the last look, for the first during one second. */
    static final class CpuMonitor implements Look {
        private static final int IDLE = 3;
        private static final int IOWAIT = 4;
        private static final int STEAL = 7;
        private Map<String, long[]> before;

        @Override
        public Map<String, Object> collect() throws IOException, InterruptedException {
            if (before == null) {
                before = ticks();
                Thread.sleep(1000);
            }
            Map<String, long[]> now = ticks();
            List<Object> perCore = new ArrayList<>();
            now.forEach((name, ticks) -> {
                if (!name.equals("cpu") && before.containsKey(name)) {
                    perCore.add(Kernel.tenth(100 - share(name, now, IDLE, IOWAIT)));
                }
            });
            String[] load = Kernel.text("/proc/loadavg").split("[ /]");
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("cpu_percent", Kernel.tenth(100 - share("cpu", now, IDLE, IOWAIT)));
            metrics.put("iowait_percent", Kernel.tenth(share("cpu", now, IOWAIT)));
            metrics.put("steal_percent", Kernel.tenth(share("cpu", now, STEAL)));
            metrics.put("per_core", perCore);
            metrics.put("load_1min", Double.valueOf(load[0]));
            metrics.put("load_5min", Double.valueOf(load[1]));
            metrics.put("load_15min", Double.valueOf(load[2]));
            metrics.put("process_count", processes());
            metrics.put("thread_count", Long.valueOf(load[4]));
            before = now;
            return metrics;
        }

        private double share(String name, Map<String, long[]> now, int... kinds) {
            long[] then = before.get(name);
            long total = 0;
            long part = 0;
            for (int i = 0; i < 8; i++) { // guest times are in user times already
                total += now.get(name)[i] - then[i];
            }
            for (int kind : kinds) {
                part += now.get(name)[kind] - then[kind];
            }
            return total > 0 ? Math.max(0, Math.min(100, 100.0 * part / total)) : 100;
        }

        private static Map<String, long[]> ticks() throws IOException {
            Map<String, long[]> ticks = new LinkedHashMap<>();
            for (String line : Kernel.lines("/proc/stat")) {
                String[] words = line.split(" +");
                if (words[0].startsWith("cpu") && words.length > 8) {
                    ticks.put(
                            words[0],
                            Arrays.stream(words)
                                    .skip(1)
                                    .mapToLong(Long::parseLong)
                                    .toArray());
                }
            }
            return ticks;
        }

        private static int processes() throws IOException {
            int count = 0;
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path ignored : entries) {
                    count++;
                }
            }
            return count;
        }
    }

    /** {@code memory_monitor}, from {@code /proc/meminfo}. */
    static final class MemoryMonitor implements Look {
        @Override
        public Map<String, Object> collect() throws IOException {
            List<String> lines = Kernel.lines("/proc/meminfo");
            double total = kibibytes(lines, "MemTotal");
            double available = kibibytes(lines, "MemAvailable");
            double swap = kibibytes(lines, "SwapTotal");
            double swapUsed = swap - kibibytes(lines, "SwapFree");
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("percent", Kernel.percent(total - available, total));
            metrics.put("total_mb", Math.round(total / 1024));
            metrics.put("available_mb", Math.round(available / 1024));
            metrics.put("used_mb", Math.round((total - available) / 1024));
            metrics.put("swap_percent", Kernel.percent(swapUsed, swap));
            metrics.put("swap_total_mb", Math.round(swap / 1024));
            metrics.put("swap_used_mb", Math.round(swapUsed / 1024));
            return metrics;
        }

        private static double kibibytes(List<String> lines, String key) {
            String digits = Kernel.value(lines, key, ':').replaceAll("[^0-9]", "");
            return digits.isEmpty() ? 0 : Double.parseDouble(digits);
        }

        static long mebibytes(List<String> lines, String key) {
            return Math.round(kibibytes(lines, key) / 1024);
        }
    }

    /** {@code disk_monitor}, from {@code df -P}. */
    static final class DiskMonitor implements Look {
        private static final Pattern LINE = Pattern.compile("(.*?) +(\\d+) +(\\d+) +(-?\\d+) +\\S+ +(/.*)");
        private static final Set<String> KERNEL = Set.of("udev", "dev", "devtmpfs", "none", "cgroup", "efivarfs");

        @Override
        public Map<String, Object> collect() throws IOException, InterruptedException {
            // Local ones: a file server that is gone would hold up all. The df of busybox knows no -l.
            Run.Outcome df = Run.program(List.of("df", "-P", "-k", "-l"), 20_000, 256 * 1024);
            if (df.output().isEmpty()) {
                df = Run.program(List.of("df", "-P", "-k"), 20_000, 256 * 1024);
            }
            if (df.timedOut() || df.output().isEmpty()) {
                throw new IOException("df says nothing: " + df.errors().strip());
            }
            Map<String, Object> partitions = new LinkedHashMap<>();
            for (String line : df.output().lines().skip(1).toList()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()
                        && !KERNEL.contains(matcher.group(1))
                        && !matcher.group(1).startsWith("/dev/loop")) {
                    double total = Double.parseDouble(matcher.group(2));
                    double used = Double.parseDouble(matcher.group(3));
                    double free = Math.max(0, Double.parseDouble(matcher.group(4)));
                    if (total > 0) {
                        partitions.put(matcher.group(5), metrics(total, used, free));
                    }
                }
            }
            return new LinkedHashMap<>(Map.of("partitions", partitions));
        }

        private static Map<String, Object> metrics(double total, double used, double free) {
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("percent", Kernel.percent(used, used + free));
            metrics.put("total_gb", Kernel.hundredth(total / 1048576));
            metrics.put("used_gb", Kernel.hundredth(used / 1048576));
            metrics.put("free_gb", Kernel.hundredth(free / 1048576));
            metrics.put("free_mb", Math.round(free / 1024));
            return metrics;
        }
    }

    /** {@code network_monitor}, from {@code /proc/net}. */
    static final class NetworkMonitor implements Look {
        private Map<String, long[]> before = Map.of();
        private long beforeNanos;

        @Override
        public Map<String, Object> collect() throws IOException {
            Map<String, long[]> now = interfaces();
            long nanos = System.nanoTime();
            double seconds = (nanos - beforeNanos) / 1e9;
            Map<String, Object> interfaces = new LinkedHashMap<>();
            long[] sums = new long[16];
            now.forEach((name, columns) -> {
                interfaces.put(name, one(columns, before.get(name), seconds));
                for (int i = 0; i < 16 && !name.equals("lo"); i++) {
                    sums[i] += columns[i];
                }
            });
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("bytes_sent", sums[8]);
            metrics.put("bytes_recv", sums[0]);
            metrics.put("errors_total", sums[2] + sums[10]);
            metrics.put("dropped", sums[3] + sums[11]);
            connections(metrics);
            metrics.put("interfaces", interfaces);
            before = now;
            beforeNanos = nanos;
            return metrics;
        }

        private static Map<String, long[]> interfaces() throws IOException {
            Map<String, long[]> interfaces = new LinkedHashMap<>();
            for (String line : Kernel.lines("/proc/net/dev")) {
                int colon = line.lastIndexOf(':');
                String[] words = line.substring(colon + 1).strip().split(" +");
                if (colon > 0 && words.length >= 16) {
                    long[] columns = Arrays.stream(words)
                            .mapToLong(Long::parseUnsignedLong)
                            .toArray();
                    if (columns[1] + columns[2] + columns[3] + columns[9] + columns[10] + columns[11] > 0) {
                        interfaces.put(line.substring(0, colon).strip(), columns);
                    }
                }
            }
            return interfaces;
        }

        private static Map<String, Object> one(long[] columns, long[] before, double seconds) {
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("bytes_sent", columns[8]);
            metrics.put("bytes_recv", columns[0]);
            if (before != null && columns[8] >= before[8] && columns[0] >= before[0]) {
                metrics.put("bytes_sent_per_s", Kernel.tenth((columns[8] - before[8]) / seconds));
                metrics.put("bytes_recv_per_s", Kernel.tenth((columns[0] - before[0]) / seconds));
            }
            metrics.put("packets_sent", columns[9]);
            metrics.put("packets_recv", columns[1]);
            metrics.put("errors_total", columns[2] + columns[10]);
            metrics.put("errors_in", columns[2]);
            metrics.put("errors_out", columns[10]);
            metrics.put("dropped", columns[3] + columns[11]);
            return metrics;
        }

        private static void connections(Map<String, Object> metrics) throws IOException {
            List<String> lines = Kernel.lines("/proc/net/snmp").stream()
                    .filter(line -> line.startsWith("Tcp:"))
                    .toList();
            int at = lines.size() < 2 ? -1 : List.of(lines.get(0).split(" ")).indexOf("CurrEstab");
            if (at >= 0) {
                metrics.put("connections", Long.valueOf(lines.get(1).split(" ")[at]));
            }
        }
    }

    /** Asks several at once; an interrupt ends them all. */
    static final class Together {
        private Together() {}

        static <T> Map<String, T> ask(Map<String, Callable<T>> questions, int parallel, Function<String, T> failure)
                throws InterruptedException {
            ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, parallel), work -> {
                Thread thread = new Thread(work, "worker");
                thread.setDaemon(true);
                return thread;
            });
            try {
                Map<String, Future<T>> running = new LinkedHashMap<>();
                questions.forEach((name, question) -> running.put(name, workers.submit(question)));
                Map<String, T> answers = new LinkedHashMap<>();
                for (Map.Entry<String, Future<T>> entry : running.entrySet()) {
                    try {
                        answers.put(entry.getKey(), entry.getValue().get());
                    } catch (ExecutionException e) {
                        answers.put(entry.getKey(), failure.apply(String.valueOf(e.getCause())));
                    }
                }
                return answers;
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /** {@code ping_monitor}: by the system's ping, else by TCP. */
    static final class PingMonitor implements Look {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}");
        private static final Pattern PACKETS =
                Pattern.compile("(\\d{1,6}) packets transmitted, (\\d{1,6}) (?:packets )?received");
        private static final Pattern TIMES =
                Pattern.compile("min/avg/max\\S* = ([0-9.]{1,20})/([0-9.]{1,20})/([0-9.]{1,20})");
        private static final Pattern FORBIDDEN =
                Pattern.compile("not permitted|permission denied|cap_net_raw|are you root", Pattern.CASE_INSENSITIVE);

        private final Map<String, String> hosts = new LinkedHashMap<>();
        private final int count;
        private final int patience;
        private final String method;
        private final String program;
        private final int port;

        PingMonitor(Section section) {
            count = (int) section.number("count", 3, 1, 100);
            patience = (int) section.number("patience", 2, 1, 60);
            method = section.text("method", "auto");
            program = section.text("ping_bin", "ping");
            port = (int) section.number("port", 7, 1, 65_535);
            if (!Set.of("auto", "icmp", "tcp").contains(method)) {
                section.problem("method", "must be one of auto, icmp, tcp");
            }
            for (Section item : section.items("hosts", "host")) {
                String host = item.text("host", "");
                if (!HOST.matcher(host).matches()) {
                    item.problem("host", "\"" + host + "\" is no host: write a name or an address");
                }
                if (hosts.put(item.text("name", host), host) != null) {
                    item.problem("name", "another host is called so");
                }
            }
            if (hosts.isEmpty() || hosts.size() > 200) {
                section.problem("hosts", "1 to 200 are needed, such as [\"192.0.2.1\"]");
            }
        }

        @Override
        public Map<String, Object> collect() throws InterruptedException {
            Map<String, Callable<Map<String, Object>>> questions = new LinkedHashMap<>();
            hosts.forEach((name, host) -> questions.put(name, () -> ping(host)));
            Map<String, Map<String, Object>> answers = Together.ask(questions, 32, error -> lost("", "icmp", error));
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("hosts_total", hosts.size());
            report.put(
                    "hosts_down",
                    answers.values().stream()
                            .filter(a -> a.get("reachable").equals(false))
                            .count());
            report.put(
                    "loss_percent",
                    answers.values().stream()
                            .mapToDouble(a -> (Double) a.get("loss_percent"))
                            .max()
                            .orElse(0));
            report.put("hosts", answers);
            return report;
        }

        private Map<String, Object> ping(String host) throws InterruptedException {
            Map<String, Object> icmp = method.equals("tcp") ? null : icmp(host);
            if (icmp == null && method.equals("icmp")) {
                return lost(host, "icmp", "this machine's ping is missing, or may not send");
            }
            return icmp == null ? tcp(host) : icmp;
        }

        private Map<String, Object> icmp(String host) throws InterruptedException {
            List<String> command =
                    List.of(program, "-n", "-q", "-c", "" + count, "-i", "0.2", "-W", "" + patience, "--", host);
            try {
                Run.Outcome outcome = Run.program(command, 200L * count + 1000L * patience + 5000, 8192);
                Matcher packets = PACKETS.matcher(outcome.output());
                if (!packets.find()) {
                    String error = outcome.errors().strip().lines().findFirst().orElse("ping ended without a word");
                    return FORBIDDEN.matcher(outcome.errors()).find() ? null : lost(host, "icmp", error);
                }
                Matcher times = TIMES.matcher(outcome.output());
                double[] rtt = times.find()
                        ? Stream.of(1, 2, 3)
                                .mapToDouble(i -> Double.parseDouble(times.group(i)))
                                .toArray()
                        : null;
                return echo(host, "icmp", Integer.parseInt(packets.group(1)), Integer.parseInt(packets.group(2)), rtt);
            } catch (IOException e) {
                return null; // there is no ping
            }
        }

        /** A host that refuses the connection is there as well. */
        private Map<String, Object> tcp(String host) {
            double[] rtt = {Double.MAX_VALUE, 0, 0};
            int received = 0;
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                if (answers(host)) {
                    double millis = Math.round((System.nanoTime() - start) / 1000.0) / 1000.0;
                    received++;
                    rtt[0] = Math.min(rtt[0], millis);
                    rtt[1] += (millis - rtt[1]) / received;
                    rtt[2] = Math.max(rtt[2], millis);
                }
            }
            return echo(host, "tcp", count, received, received == 0 ? null : rtt);
        }

        private boolean answers(String host) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), patience * 1000);
                return true;
            } catch (ConnectException e) {
                return String.valueOf(e.getMessage()).contains("refused");
            } catch (IOException e) {
                return false;
            }
        }

        private static Map<String, Object> lost(String host, String method, String error) {
            Map<String, Object> metrics = echo(host, method, 0, 0, null);
            metrics.put("error", Json.clip(error, 200, 1000));
            return metrics;
        }

        private static Map<String, Object> echo(String host, String method, int sent, int received, double[] rtt) {
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("host", host);
            metrics.put("method", method);
            metrics.put("reachable", received > 0);
            metrics.put("loss_percent", sent == 0 ? 100.0 : Kernel.tenth(100.0 * Math.max(0, sent - received) / sent));
            if (rtt != null) {
                metrics.put("rtt_ms", rtt[1]);
                metrics.put("rtt_min_ms", rtt[0]);
                metrics.put("rtt_max_ms", rtt[2]);
            }
            return metrics;
        }
    }

    /** {@code nagios_runner}: checks of Nagios, in the shape of docs/NAGIOS_INTEGRATION.md. */
    static final class NagiosRunner implements Look {
        private static final List<String> STATUSES = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");
        private static final List<Integer> WORST_FIRST = List.of(2, 1, 3, 0);
        private static final List<String> DIRECTORIES =
                List.of("/usr/lib/nagios/plugins", "/usr/lib64/nagios/plugins", "/usr/lib/monitoring-plugins");

        private final Map<String, List<String>> commands = new LinkedHashMap<>();
        private final Map<String, Long> timeouts = new HashMap<>();
        private final long timeout;

        NagiosRunner(Section section) {
            timeout = Math.round(1000 * section.number("timeout", 30, 1, 604_800));
            double standard = section.number("command_timeout", 10, 1, 3600);
            String directory = section.text(
                    "command_dir",
                    DIRECTORIES.stream()
                            .filter(d -> new File(d).isDirectory())
                            .findFirst()
                            .orElse("."));
            for (Section item : section.items("commands", "command")) {
                List<String> words = words(item);
                String program = words.isEmpty() ? "" : words.get(0);
                String name = item.text("name", program.substring(program.lastIndexOf('/') + 1));
                File beside = new File(directory, program);
                if (words.isEmpty() || !Configuration.WORD.matcher(name).matches()) {
                    item.problem(words.isEmpty() ? "command" : "name", "names no program, or has no usable name");
                } else if (program.indexOf('/') < 0 && beside.canExecute()) {
                    words.set(0, beside.getPath());
                }
                if (commands.put(name, words) != null) {
                    item.problem("name", "another command is called `" + name + "`; give each its own name");
                }
                timeouts.put(name, Math.round(1000 * item.number("timeout", standard, 1, 3600)));
            }
            if (commands.isEmpty() || commands.size() > 200) {
                section.problem("commands", "1 to 200 are needed, such as [\"check_load -w 5,4,3 -c 10,8,6\"]");
            }
        }

        private static List<String> words(Section item) {
            List<String> texts = item.texts("command");
            try {
                return new ArrayList<>(texts.size() == 1 ? split(texts.get(0)) : texts);
            } catch (IllegalArgumentException e) {
                item.problem("command", e.getMessage());
                return new ArrayList<>(List.of("none"));
            }
        }

        /** Words as a shell would split them; nothing is expanded, and what only a shell understands is refused. */
        static List<String> split(String line) {
            List<String> words = new ArrayList<>();
            StringBuilder word = null;
            char quote = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean more = i + 1 < line.length();
                if (quote == 0 && Character.isWhitespace(c)) {
                    if (word != null) {
                        words.add(word.toString());
                    }
                    word = null;
                    continue;
                }
                word = word == null ? new StringBuilder() : word;
                if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                } else if (quote != 0 && c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && more
                        && (quote == 0 || quote == '"' && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0)) {
                    word.append(line.charAt(++i));
                } else if (quote == 0 && ("|&;<>`".indexOf(c) >= 0 || line.startsWith("$(", i))) {
                    throw new IllegalArgumentException(
                            "`" + c + "` is for a shell, and none runs here: put it in quotes");
                } else {
                    word.append(c);
                }
            }
            if (quote != 0) {
                throw new IllegalArgumentException("a quote (" + quote + ") is not closed");
            }
            if (word != null) {
                words.add(word.toString());
            }
            return words;
        }

        @Override
        public Map<String, Object> collect() throws InterruptedException {
            long deadline = System.nanoTime() / 1_000_000 + timeout - 1000;
            Map<String, Callable<Map<String, Object>>> questions = new LinkedHashMap<>();
            commands.forEach((name, words) -> questions.put(name, () -> check(name, words, deadline)));
            Map<String, Map<String, Object>> answers = Together.ask(questions, 4, NagiosRunner::unknown);
            int[] counts = new int[4];
            answers.values().forEach(answer -> counts[(Integer) answer.get("exit_code")]++);
            int worst = WORST_FIRST.stream()
                    .filter(code -> counts[code] > 0)
                    .findFirst()
                    .orElse(0);
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("exit_code", worst);
            report.put("status", STATUSES.get(worst));
            for (int code = 0; code < 4; code++) {
                report.put(STATUSES.get(code).toLowerCase(Locale.ROOT), counts[code]);
            }
            report.put("commands", answers);
            if (Json.write(report).length() > 40_000) { // a datagram holds 64 KiB, and some characters are three bytes
                answers.values().forEach(answer -> {
                    answer.remove("long_output");
                    answer.put("output", Json.clip((String) answer.get("output"), 120, 360));
                });
                report.put("shortened", true);
            }
            if (Json.write(report).length() > 40_000) {
                answers.values().forEach(answer -> answer.put("perfdata", Map.of()));
            }
            return report;
        }

        private Map<String, Object> check(String name, List<String> words, long deadline) throws InterruptedException {
            long left = Math.min(timeouts.get(name), deadline - System.nanoTime() / 1_000_000);
            if (left <= 0) {
                return unknown("no time was left for it; raise timeout");
            }
            try {
                Run.Outcome outcome = Run.program(words, left, 64 * 1024);
                return outcome.timedOut()
                        ? unknown("no end within " + left / 1000.0 + " s; it was ended with all it had started")
                        : said(outcome);
            } catch (IOException e) {
                return unknown("it cannot be run: " + e.getMessage());
            }
        }

        private static Map<String, Object> unknown(String reason) {
            return answer(3, reason, "", "", -1);
        }

        static Map<String, Object> said(Run.Outcome outcome) {
            String text = outcome.output().isBlank() ? outcome.errors() : outcome.output();
            List<String> lines = text.strip().lines().toList();
            int code = outcome.exitCode() >= 0 && outcome.exitCode() <= 2 ? outcome.exitCode() : 3;
            String first = lines.isEmpty() ? "it said nothing" : part(lines.get(0), 0);
            StringBuilder longOutput = new StringBuilder();
            StringBuilder data = new StringBuilder(lines.isEmpty() ? "" : part(lines.get(0), 1));
            boolean dataOnly = false;
            for (int i = 1; i < lines.size(); i++) {
                String line = lines.get(i);
                longOutput.append(dataOnly ? "" : part(line, 0) + "\n");
                data.append(' ').append(dataOnly ? line : part(line, 1));
                dataOnly |= line.indexOf('|') >= 0;
            }
            String noted = outcome.exitCode() > 3 ? first + " (exit code " + outcome.exitCode() + ")" : first;
            return answer(code, noted, longOutput.toString().strip(), data.toString(), outcome.millis());
        }

        /** What stands before the bar (0), or behind it (1). */
        private static String part(String line, int side) {
            int bar = line.indexOf('|');
            return side == 0
                    ? (bar < 0 ? line : line.substring(0, bar)).strip()
                    : bar < 0 ? "" : line.substring(bar + 1);
        }

        private static Map<String, Object> answer(int code, String output, String more, String data, long millis) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("exit_code", code);
            answer.put("status", STATUSES.get(code));
            answer.put("output", Json.clip(output, 1024, 4096));
            if (!more.isEmpty()) {
                answer.put("long_output", Json.clip(more, 8192, 16_384));
            }
            if (millis >= 0) {
                answer.put("duration_ms", millis);
            }
            PerfData perfData = new PerfData(data);
            answer.put("perfdata", perfData.labels);
            if (perfData.skipped > 0) {
                answer.put("perfdata_skipped", perfData.skipped);
            }
            return answer;
        }
    }

    /** Performance data: {@code 'label'=value[UOM];[warn];[crit];[min];[max]}. */
    static final class PerfData {
        private static final String NUMBER =
                "[-+]?+(?:[0-9]{1,40}+(?:[.,][0-9]{0,40}+)?+|[.,][0-9]{1,40}+)(?:[eE][-+]?+[0-9]{1,2}+(?![0-9]))?+";
        private static final Pattern ENTRY = Pattern.compile(
                "\\G\\s*+(?:(?:'((?:[^']{0,128}+''){0,16}+[^']{0,128}+)'|([^\\s=']{1,128}+))=(\\S*+)|(\\S++))");
        private static final Pattern VALUE =
                Pattern.compile("(" + NUMBER + ")(?![eE][-+]?[0-9])([^-+0-9.,;\\s'\"][^;\\s'\"]{0,15})?");
        private static final Pattern RANGE = Pattern.compile("(@?)(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?");

        final Map<String, Object> labels = new LinkedHashMap<>();
        int skipped;

        PerfData(String text) {
            Matcher entry = ENTRY.matcher(text);
            while (entry.find()) {
                if (entry.group(3) == null) {
                    skipped++;
                } else {
                    String quoted = entry.group(1);
                    String label = quoted == null ? entry.group(2) : quoted.replace("''", "'");
                    add(label.strip(), entry.group(3).split(";", -1));
                }
            }
        }

        private void add(String label, String[] parts) {
            Matcher value = VALUE.matcher(parts[0]);
            if (parts[0].equals("U")) {
                return;
            }
            if (label.isEmpty() || labels.size() >= 128 || !value.matches()) {
                skipped++;
                return;
            }
            double number = parse(value.group(1));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("value", plain(number));
            entry.put("uom", value.group(2) == null ? "" : value.group(2));
            Boolean warn = limit(entry, "warn", parts, 1, number);
            Boolean crit = limit(entry, "crit", parts, 2, number);
            if (warn != null || crit != null) {
                entry.put("level", Boolean.TRUE.equals(crit) ? 2 : Boolean.TRUE.equals(warn) ? 1 : 0);
            }
            for (int i = 3; i < Math.min(5, parts.length); i++) {
                if (parts[i].matches(NUMBER)) {
                    entry.put(i == 3 ? "min" : "max", plain(parse(parts[i])));
                } else {
                    skipped += parts[i].isEmpty() ? 0 : 1;
                }
            }
            labels.put(label, entry);
        }

        /** Whether the value alerts; null when there is no such range. */
        private Boolean limit(Map<String, Object> entry, String key, String[] parts, int index, double value) {
            if (index >= parts.length || parts[index].isEmpty()) {
                return null;
            }
            Boolean alerts = alerts(parts[index], value);
            if (alerts == null) {
                skipped++;
            } else {
                entry.put(key, parts[index]);
            }
            return alerts;
        }

        /** By a range {@code [@][start:]end}; null when it is none. */
        static Boolean alerts(String range, double value) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches() || matcher.group(3) == null && matcher.group(4) == null) {
                return null;
            }
            String from = matcher.group(2);
            double start = from == null ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : parse(from);
            double end = matcher.group(4) == null ? Double.POSITIVE_INFINITY : parse(matcher.group(4));
            boolean inside = value >= start && value <= end;
            return start > end ? null : (Boolean) (inside == !matcher.group(1).isEmpty());
        }

        private static double parse(String text) {
            return Double.parseDouble(text.replace(',', '.'));
        }

        private static Object plain(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
        }
    }

    // -----------------------------------------------------------------------------------------------------------
    // Orders

    /**
     * Commands and upgrades of a server. Only over signed frames; off unless the configuration allows them: {@code commands}
     * names each with its argv, {@code upgrade} says whether this file may be replaced. No shell, ever. Each order is obeyed
     * once: its identifier and the time of its frame are written down before it is obeyed. What was sealed before a process
     * obeyed its last is refused by the next one. Of what was obeyed the result is told again; a process that was started anew
     * only knows that it was begun. What expired, a minute after it was sealed at the latest, is passed over in silence.
     */
    static final class Orders {
        private static final int MAX_AT_ONCE = 4;
        private static final int MAX_SOURCE = 4 << 20;
        private static final int MAX_REMEMBERED = 200;
        private static final long LONGEST = 60_000;
        private static final String OFF = "this agent runs no commands and installs no upgrades";
        private static final String[] BEGUN = {
            "failed", "the agent was started anew after it had begun this: what came of it is not known"
        };

        /** A command of the allow-list; each argument from the server must match the pattern in its place. */
        record Command(List<String> argv, List<Pattern> arguments, long timeout) {}

        private final Map<String, Command> commands = new LinkedHashMap<>();
        private final boolean upgrade;
        private final Path memory;
        private final Semaphore places = new Semaphore(MAX_AT_ONCE);
        private final Map<String, String[]> obeyed = new LinkedHashMap<>(); // results by order; null until there is one
        private final long floor; // an earlier process may have obeyed what was sealed until then
        private long newest;

        Orders(Section root, Path stateDir) {
            upgrade = root.flag("upgrade", false);
            memory = stateDir.resolve("orders-seen");
            Section section = root.section("commands");
            for (String name : section.keys()) {
                Object value = section.get(name);
                Map<?, ?> map = value instanceof Map<?, ?> given ? given : Map.of("argv", value == null ? "" : value);
                Section own = section.children.computeIfAbsent(
                        name, n -> new Section("commands." + n + ".", map, section.problems));
                List<String> argv = own.texts("argv");
                if (argv.isEmpty()
                        || !argv.get(0).startsWith("/")
                        || !Configuration.WORD.matcher(name).matches()) {
                    own.problem(
                            "argv", "must be a list with a program by its whole path, such as [\"/usr/bin/uptime\"]");
                }
                long timeout = Math.round(1000 * own.number("timeout", 30, 1, 3600));
                commands.put(name, new Command(argv, patterns(own), timeout));
            }
            floor = remembered();
            newest = floor;
        }

        /** What the server may know. What it has to give away is hbc, and no successor of this file. */
        Map<String, Object> told() {
            List<Object> list = new ArrayList<>();
            commands.forEach((name, command) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", name);
                one.put("args", command.arguments.size());
                list.add(one);
            });
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("version", VERSION);
            told.put("commands", list);
            told.put("upgrade", false);
            return told;
        }

        private static List<Pattern> patterns(Section own) {
            try {
                return own.texts("args").stream().map(Pattern::compile).toList();
            } catch (PatternSyntaxException e) {
                own.problem("args", "must be regular expressions: " + e.getDescription());
                return List.of();
            }
        }

        private long remembered() {
            try {
                List<String> lines = Files.readAllLines(memory);
                long stamp = Long.parseLong(lines.get(0).strip());
                lines.subList(1, lines.size()).forEach(order -> obeyed.put(order, BEGUN));
                return stamp;
            } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
                return System
                        .currentTimeMillis(); // nothing is known: what was sealed before this start may have been seen
            }
        }

        /** @param opened the frame it came in; null when it came without one */
        void take(Agent agent, Link link, Map<?, ?> message, Frames.Opened opened) {
            if (opened == null) {
                agent.counters.count("commands_ignored");
                return;
            }
            String order = HexFormat.of().formatHex((link.server + " " + message.get("id")).getBytes(StandardCharsets.UTF_8));
            synchronized (this) {
                if (obeyed.containsKey(order)) {
                    agent.counters.count("commands_repeated");
                    String[] result = known(message, order);
                    if (result != null && opened.timestamp() > floor) {
                        answer(agent, link, message, result[0], result[1]);
                    }
                    return;
                }
            }
            if (System.currentTimeMillis() > expires(message, opened)) {
                agent.counters.count("commands_expired");
                return;
            }
            String refusal = refusal(message, opened, order);
            if (refusal == null && !places.tryAcquire()) {
                refusal = "too many at once";
            }
            if (refusal != null) {
                agent.counters.count("commands_refused");
                answer(agent, link, message, "refused", refusal);
                return;
            }
            agent.counters.count("commands_obeyed");
            Thread thread = new Thread(() -> {
                try {
                    obey(agent, link, message, order);
                } finally {
                    places.release();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** What is told of an order that was begun before; null while it is at work. */
        private String[] known(Map<?, ?> message, String order) {
            String[] result = obeyed.get(order);
            return result == BEGUN && VERSION.equals(message.get("version"))
                    ? new String[] {"ok", "version " + VERSION + " runs"}
                    : result;
        }

        private static double expires(Map<?, ?> message, Frames.Opened opened) {
            double latest = opened.timestamp() + LONGEST;
            return message.get("expires") instanceof Number moment
                    ? Math.min(latest, moment.doubleValue() * 1000)
                    : latest;
        }

        private String refusal(Map<?, ?> message, Frames.Opened opened, String order) {
            if (!(message.get("id") instanceof String || message.get("id") instanceof Number)) {
                return "it has no id";
            }
            String reason = message.get("ID").equals("CMD") ? refusedCommand(message) : refusedUpgrade(message);
            return reason == null && !remember(opened.timestamp(), order) ? "it may have been seen before" : reason;
        }

        private String refusedCommand(Map<?, ?> message) {
            Command command = message.get("command") instanceof String name ? commands.get(name) : null;
            if (commands.isEmpty()) {
                return OFF;
            }
            if (command == null) {
                return "no such command in this agent's list";
            }
            List<?> args = message.get("args") instanceof List<?> list ? list : List.of();
            boolean fits = args.size() <= command.arguments.size();
            for (int i = 0; fits && i < args.size(); i++) {
                fits = args.get(i) instanceof String text
                        && command.arguments.get(i).matcher(text).matches();
            }
            return fits ? null : "its arguments are not those that this agent's list allows";
        }

        private String refusedUpgrade(Map<?, ?> message) {
            if (!upgrade) {
                return OFF;
            }
            boolean whole = message.get("version") instanceof String
                    && message.get("url") instanceof String url
                    && url.matches("https?://.{1,2000}")
                    && message.get("sha256") instanceof String digest
                    && digest.matches("[0-9A-Fa-f]{64}");
            if (!whole) {
                return "version, url (http or https) and sha256 are needed";
            }
            return newer((String) message.get("version"), VERSION) ? null : "it is not newer than " + VERSION;
        }

        /** Whether one version is later than another, number by number; what is no version is not. */
        static boolean newer(String one, String other) {
            if (!one.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,4}")) {
                return false;
            }
            String[] left = one.split("\\.");
            String[] right = other.split("\\.");
            for (int i = 0; i < Math.max(left.length, right.length); i++) {
                int a = i < left.length ? Integer.parseInt(left[i]) : 0;
                int b = i < right.length ? Integer.parseInt(right[i]) : 0;
                if (a != b) {
                    return a > b;
                }
            }
            return false;
        }

        /** On the disk before anything is done: what cannot be written down is not obeyed. */
        private synchronized boolean remember(long timestamp, String order) {
            if (timestamp <= floor) {
                return false;
            }
            long stamp = Math.max(newest, timestamp);
            try {
                Files.createDirectories(memory.getParent());
                List<String> orders = new ArrayList<>(obeyed.keySet());
                orders.add(order);
                orders.subList(0, Math.max(0, orders.size() - MAX_REMEMBERED)).clear();
                Path fresh = memory.resolveSibling("orders-seen.new");
                Files.writeString(
                        fresh,
                        stamp + "\n" + String.join("\n", orders) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.SYNC);
                Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                newest = stamp;
                obeyed.put(order, null);
                obeyed.keySet().retainAll(orders);
                return true;
            } catch (IOException e) {
                Log.say("commands are refused: " + memory + " cannot be written: " + e);
                return false;
            }
        }

        private void obey(Agent agent, Link link, Map<?, ?> message, String order) {
            try {
                if (message.get("ID").equals("CMD")) {
                    runCommand(agent, link, message, order);
                } else {
                    install(agent, link, message, order);
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                end(agent, link, message, order, "failed", String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The result is told, and kept for a server that did not hear it. */
        private void end(Agent agent, Link link, Map<?, ?> message, String order, String status, String output) {
            synchronized (this) {
                obeyed.replace(order, new String[] {status, output});
            }
            answer(agent, link, message, status, output);
        }

        private void runCommand(Agent agent, Link link, Map<?, ?> message, String order)
                throws IOException, InterruptedException {
            Command command = commands.get(message.get("command"));
            List<String> argv = new ArrayList<>(command.argv);
            if (message.get("args") instanceof List<?> args) {
                args.forEach(arg -> argv.add((String) arg));
            }
            Run.Outcome outcome = Run.program(argv, command.timeout, Messages.MAX_OUTPUT);
            String output = outcome.output() + outcome.errors();
            if (outcome.timedOut()) {
                end(agent, link, message, order, "timeout", output);
            } else {
                String code = outcome.exitCode() == 0 ? "" : "\nexit code " + outcome.exitCode();
                end(agent, link, message, order, outcome.exitCode() == 0 ? "ok" : "failed", output + code);
            }
        }

        private void install(Agent agent, Link link, Map<?, ?> message, String order)
                throws IOException, InterruptedException, GeneralSecurityException {
            Path source = Source.file();
            byte[] fresh = fetch((String) message.get("url"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fresh);
            if (!MessageDigest.isEqual(
                    digest, HexFormat.of().parseHex(((String) message.get("sha256")).toLowerCase(Locale.ROOT)))) {
                throw new IOException("what was fetched has another digest");
            }
            Path beside = source.resolveSibling(source.getFileName() + ".new.java");
            Files.write(beside, fresh);
            try {
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                Run.Outcome trial = Run.program(List.of(java, beside.toString(), "--version"), 60_000, 4096);
                if (!trial.output().strip().equals(NAME + " " + message.get("version"))) {
                    throw new IOException("what was fetched does not say that it is version " + message.get("version"));
                }
                Files.copy(
                        source,
                        source.resolveSibling(source.getFileName() + ".old"),
                        StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, source, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            end(agent, link, message, order, "ok", "version " + VERSION + " gives way to " + message.get("version"));
            Log.say("version " + VERSION + " gives way to " + message.get("version"));
            List<String> arguments =
                    Arrays.asList(ProcessHandle.current().info().arguments().orElse(new String[0]));
            int own = arguments.indexOf(source.toString());
            for (int i = 0; own < 0 && i < arguments.size(); i++) {
                own = Path.of(arguments.get(i)).toAbsolutePath().equals(source.toAbsolutePath()) ? i : own;
            }
            new ProcessBuilder(Source.command(arguments.subList(own + 1, arguments.size())))
                    .inheritIO()
                    .start();
            agent.makeWay();
        }

        private static byte[] fetch(String url) throws IOException, InterruptedException {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MAX_SOURCE + 1);
                if (response.statusCode() != 200 || bytes.length > MAX_SOURCE) {
                    throw new IOException(
                            url + " answers " + response.statusCode() + " with " + bytes.length + " bytes");
                }
                return bytes;
            }
        }

        private static void answer(Agent agent, Link link, Map<?, ?> message, String status, String output) {
            if (message.get("id") instanceof String || message.get("id") instanceof Number) {
                link.send(Messages.result(agent.configuration.name, message.get("id"), status, output));
            }
        }
    }

    // --------------------------------------------------------------------------------------------------------------
    // Run

    /**
     * Runs programs: no shell, nothing on standard input, {@code LC_ALL=C}, bounded in time and output. What takes too long
     * ends with all that it has started: descendants whose parents are gone are found by a mark in their environment.
     */
    static final class Run {
        private static final AtomicLong RUNS = new AtomicLong();

        private Run() {}

        /** What became of a program. */
        record Outcome(int exitCode, String output, String errors, boolean timedOut, long millis) {}

        static Outcome program(List<String> command, long timeout, int maxOutput)
                throws IOException, InterruptedException {
            String mark = ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("HBC_RUN", mark);
            builder.environment().remove("HBC_DAEMON");
            long start = System.nanoTime();
            Process process = builder.start();
            InputStream out = process.getInputStream();
            InputStream err = process.getErrorStream();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            // At the end of a process Java reads all that is left in its pipes, without a bound, under these locks.
            synchronized (out) {
                synchronized (err) {
                    try {
                        process.getOutputStream().close();
                        long nap = 1;
                        while (true) {
                            boolean ended = !process.isAlive();
                            boolean news = take(out, output, maxOutput) | take(err, errors, maxOutput);
                            long millis = (System.nanoTime() - start) / 1_000_000;
                            if (ended || millis >= timeout) {
                                if (!ended) {
                                    end(process.toHandle(), mark);
                                    process.waitFor(1, TimeUnit.SECONDS);
                                }
                                int code = process.isAlive() ? -1 : process.exitValue();
                                return new Outcome(code, text(output), text(errors), !ended, millis);
                            }
                            nap = news ? 1 : Math.min(20, 2 * nap);
                            process.waitFor(nap, TimeUnit.MILLISECONDS);
                        }
                    } finally {
                        if (process.isAlive()) {
                            end(process.toHandle(), mark);
                        }
                        out.close();
                        err.close();
                    }
                }
            }
        }

        private static String text(ByteArrayOutputStream bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private static boolean take(InputStream pipe, ByteArrayOutputStream kept, int max) throws IOException {
            byte[] chunk = new byte[8192];
            boolean news = false;
            for (int i = 0; i < 16 && pipe.available() > 0; i++) {
                int count = pipe.read(chunk, 0, Math.min(chunk.length, pipe.available()));
                if (count <= 0) {
                    return news;
                }
                kept.write(chunk, 0, Math.min(count, max - kept.size()));
                news = true;
            }
            return news;
        }

        private static void end(ProcessHandle root, String mark) {
            boolean interrupted = Thread.interrupted();
            for (int round = 0; round < 40; round++) {
                Set<ProcessHandle> found = new LinkedHashSet<>(marked(mark));
                found.add(root);
                root.descendants().forEach(found::add);
                found.removeIf(Run::ended);
                if (found.isEmpty()) {
                    break;
                }
                found.forEach(ProcessHandle::destroyForcibly);
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private static boolean ended(ProcessHandle process) {
            try {
                String stat = Kernel.text("/proc/" + process.pid() + "/stat");
                return stat.startsWith(") Z", stat.lastIndexOf(')'));
            } catch (IOException e) {
                return !process.isAlive();
            }
        }

        private static Collection<ProcessHandle> marked(String mark) {
            List<ProcessHandle> marked = new ArrayList<>();
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(handle -> {
                                if (carries(process, mark)) {
                                    marked.add(handle);
                                }
                            });
                }
            } catch (IOException e) {
                Log.say("processes cannot be listed: " + e);
            }
            return marked;
        }

        private static boolean carries(Path process, String mark) {
            try {
                return ("\0" + Kernel.text(process + "/environ") + "\0").contains("\0HBC_RUN=" + mark + "\0");
            } catch (IOException e) {
                return false; // another user's, or gone meanwhile
            }
        }
    }

    // -------------------------------------------------------------------------------------------------------------
    // Json

    /** JSON (RFC 8259): maps, lists, texts, numbers, booleans, null. */
    static final class Json {
        private static final int MAX_DEPTH = 32;
        private static final Pattern NUMBER =
                Pattern.compile("-?(?:0|[1-9][0-9]{0,63})(?:\\.[0-9]{1,63})?(?:[eE][-+]?[0-9]{1,3})?");

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        /** A number of the protocol itself: plain digits, whole ones without a fraction. */
        record Plain(double value) {}

        static String plain(double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole
                    ? Long.toString((long) value)
                    : BigDecimal.valueOf(value).toPlainString();
        }

        static String write(Object value) {
            StringBuilder out = new StringBuilder();
            write(value, out);
            return out.toString();
        }

        private static void write(Object value, StringBuilder out) {
            if (value instanceof Map<?, ?> map) {
                out.append('{');
                map.forEach((key, inner) -> {
                    out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
                    quote(String.valueOf(key), out);
                    out.append(':');
                    write(inner, out);
                });
                out.append('}');
            } else if (value instanceof Iterable<?> items) {
                out.append('[');
                String comma = "";
                for (Object item : items) {
                    out.append(comma);
                    write(item, out);
                    comma = ",";
                }
                out.append(']');
            } else if (value instanceof Plain number) {
                out.append(plain(number.value));
            } else if (value instanceof Double number && !Double.isFinite(number)) {
                out.append("null");
            } else if (value == null || value instanceof Number || value instanceof Boolean) {
                out.append(value);
            } else {
                quote(value.toString(), out);
            }
        }

        private static void quote(String text, StringBuilder out) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int shorthand = "\"\\\b\f\n\r\t".indexOf(c);
                if (shorthand >= 0) {
                    out.append('\\').append("\"\\bfnrt".charAt(shorthand));
                } else if (c < ' ' || Character.isSurrogate(c)) { // what is beyond U+FFFF, hbc escapes as well
                    out.append(String.format("\\u%04X", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }

        /** The beginning of a text that has so many characters, and in JSON so many bytes, at most; null stays null. */
        static String clip(String text, int characters, int bytes) {
            int room = bytes;
            for (int i = 0; text != null && i < text.length(); i++) {
                char c = text.charAt(i);
                room -= c < ' ' || Character.isSurrogate(c) ? 6 : c < 0x80 && c != '"' && c != '\\' ? 1 : 3;
                if (i >= characters || room < 0) {
                    boolean pair =
                            i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) && Character.isLowSurrogate(c);
                    return text.substring(0, pair ? i - 1 : i);
                }
            }
            return text;
        }

        /** @throws IllegalArgumentException with what is wrong and where */
        static Object parse(String text) {
            Json json = new Json(text);
            Object value = json.value(1);
            json.blanks();
            if (json.at < text.length()) {
                throw json.wrong("something follows");
            }
            return value;
        }

        private IllegalArgumentException wrong(String what) {
            long line = text.substring(0, Math.min(at, text.length())).lines().count();
            return new IllegalArgumentException("no JSON: " + what + " in line " + Math.max(1, line));
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean eat(char c) {
            blanks();
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private void expect(char c) {
            if (!eat(c)) {
                throw wrong("`" + c + "` is missing");
            }
        }

        private Object value(int depth) {
            blanks();
            if (at >= text.length() || depth > MAX_DEPTH) {
                throw wrong(depth > MAX_DEPTH ? "it is too deep" : "it ends too early");
            }
            return switch (text.charAt(at)) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Object word(String word, Object meaning) {
            if (!text.startsWith(word, at)) {
                throw wrong("an unknown word");
            }
            at += word.length();
            return meaning;
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> object = new LinkedHashMap<>();
            expect('{');
            if (eat('}')) {
                return object;
            }
            do {
                blanks();
                if (at >= text.length() || text.charAt(at) != '"') {
                    throw wrong("a key in quotes is missing");
                }
                String key = string();
                expect(':');
                object.put(key, value(depth + 1));
            } while (eat(','));
            expect('}');
            return object;
        }

        private List<Object> array(int depth) {
            List<Object> array = new ArrayList<>();
            expect('[');
            if (eat(']')) {
                return array;
            }
            do {
                array.add(value(depth + 1));
            } while (eat(','));
            expect(']');
            return array;
        }

        private Object number() {
            Matcher matcher = NUMBER.matcher(text).region(at, text.length());
            if (!matcher.lookingAt() || !Double.isFinite(Double.parseDouble(matcher.group()))) {
                throw wrong("a value is missing or wrong");
            }
            at = matcher.end();
            String digits = matcher.group();
            return digits.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c < ' ') {
                    throw wrong("a raw control character stands in a text");
                }
                out.append(c == '\\' ? escaped() : c);
            }
            if (at >= text.length()) {
                throw wrong("a text is not closed");
            }
            at++;
            return out.toString();
        }

        private char escaped() {
            at++;
            char c = at < text.length() ? text.charAt(at) : ' ';
            int shorthand = "\"\\/bfnrt".indexOf(c);
            if (shorthand >= 0) {
                return "\"\\/\b\f\n\r\t".charAt(shorthand);
            }
            if (c != 'u'
                    || !text.substring(at + 1, Math.min(text.length(), at + 5)).matches("[0-9A-Fa-f]{4}")) {
                throw wrong("an unknown escape");
            }
            at += 4;
            return (char) Integer.parseInt(text, at - 3, at + 1, 16);
        }
    }
}
