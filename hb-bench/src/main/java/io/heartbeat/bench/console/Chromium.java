package io.heartbeat.bench.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a screen: it draws as on one, sixty frames a second when it can. */
final class Chromium implements AutoCloseable {
    private final ChromeDriver driver;

    /** @throws IOException when it is not installed, with what to install */
    Chromium() throws IOException {
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1440,900")
                .setBinary(find("chromium", "chromium").toFile());
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                find("chromedriver", "chromium-driver").toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    private static Path find(String program, String debianPackage) throws IOException {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() -> new IOException(program + " is missing: apt install " + debianPackage));
    }

    /** Opens a page and waits until it is loaded. */
    void open(int port, String path) {
        driver.get("http://127.0.0.1:" + port + path);
    }

    void run(String script) {
        driver.executeScript(script);
    }

    /** Value of a JavaScript expression; NaN when it is no number. */
    double number(String expression) {
        Object value = driver.executeScript("return " + expression);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Waits until a JavaScript expression is a number. */
    double awaitNumber(String expression, long millis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < deadline) {
            double value = number(expression);
            if (!Double.isNaN(value)) {
                return value;
            }
            Thread.sleep(100);
        }
        throw new IOException("the page never had " + expression);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
