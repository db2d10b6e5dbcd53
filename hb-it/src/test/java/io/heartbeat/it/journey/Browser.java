package io.heartbeat.it.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a screen, looking at our pages. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;

    Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--no-first-run",
                        "--lang=en",
                        "--window-size=1280,900")
                .setBinary(Tool.find("chromium", "chromium").toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en"));
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                Tool.find("chromedriver", "chromium-driver").toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Opens a page and marks it: a page that was loaded again has lost the mark. */
    void open(URI uri) {
        driver.get(uri.toString());
        driver.executeScript("window.markOfTheFirstLoad = true");
    }

    boolean neverReloaded() {
        return Boolean.TRUE.equals(driver.executeScript("return window.markOfTheFirstLoad === true"));
    }

    /** Gives the pages exactly this much room, CSS pixels; a window has a least width, its contents do not. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Sets a cookie for the server of a page. */
    void cookie(URI page, String name, String value) {
        if (!driver.getCurrentUrl().startsWith(page.resolve("/").toString())) {
            driver.get(page.toString());
        }
        driver.manage().addCookie(new Cookie(name, value, "/"));
    }

    /** Waits until the row of a host shows this state. */
    void awaitHost(String name, String state) {
        By row = By.xpath("//*[@id='rows']/tr[.//*[text()='" + name + "']]//*[contains(concat(' ', @class, ' '), ' "
                + state + " ')]");
        new WebDriverWait(driver, Program.PATIENCE, Duration.ofMillis(200))
                .withMessage(() -> "host " + name + " " + state + "; the page says: " + text())
                .until(page -> !page.findElements(row).isEmpty());
    }

    /** Waits until an element found by CSS has a text with this in it. */
    void awaitText(String css, String part) {
        new WebDriverWait(driver, Program.PATIENCE, Duration.ofMillis(200))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " with " + part + "; the page says: " + text())
                .until(page -> page.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(part)));
    }

    /** Waits until a JavaScript expression is true. */
    void awaitTrue(String expression) {
        new WebDriverWait(driver, Program.PATIENCE, Duration.ofMillis(200))
                .ignoring(JavascriptException.class)
                .withMessage(() -> expression + "; the page says: " + text())
                .until(page -> Boolean.TRUE.equals(driver.executeScript("return Boolean(" + expression + ")")));
    }

    /** Waits until an element can be clicked, and clicks it. */
    void click(String css) {
        new WebDriverWait(driver, Program.PATIENCE, Duration.ofMillis(200))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " to be clicked; the page says: " + text())
                .until(page -> {
                    List<WebElement> found = page.findElements(By.cssSelector(css));
                    boolean there = !found.isEmpty()
                            && found.get(0).isDisplayed()
                            && found.get(0).isEnabled();
                    if (there) {
                        found.get(0).click();
                    }
                    return there;
                });
    }

    /** Replaces what a field holds. */
    void type(String css, String text) {
        WebElement field = driver.findElement(By.cssSelector(css));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while Ctrl is held. */
    void pressWithControl(String key) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    /** The path and the query of the page that is open. */
    String address() {
        URI uri = URI.create(driver.getCurrentUrl());
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    String title() {
        return driver.getTitle();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What is read in a frame, found by its name: also in one that the page itself cannot look into. */
    String inFrame(String name) {
        try {
            driver.switchTo().frame(name);
            return text();
        } catch (StaleElementReferenceException | NoSuchElementException loading) {
            return "";
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    /** A JavaScript expression that is a whole number. */
    long number(String expression) {
        return ((Number) driver.executeScript("return " + expression)).longValue();
    }

    /** A JavaScript expression that is a text. */
    String words(String expression) {
        return String.valueOf(driver.executeScript("return " + expression));
    }

    /** Runs a script in the page, as the debugger does: the page's own policy has no say. */
    void run(String script) {
        driver.executeScript(script);
    }

    /** Runs a script that calls its last argument with a list of texts. */
    List<String> answer(String script) {
        return ((List<?>) driver.executeAsyncScript(script))
                .stream().map(String::valueOf).toList();
    }

    /** The page as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What the console complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** Addresses outside this machine that were asked for since the last call. */
    List<String> strangers() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(Browser::asked)
                .filter(url -> url.startsWith("http") || url.startsWith("ws"))
                .filter(url -> !URI.create(url).getHost().equals("127.0.0.1"))
                .toList();
    }

    private static String asked(LogEntry entry) {
        try {
            JsonNode event = JSON.readTree(entry.getMessage()).path("message");
            return switch (event.path("method").asText()) {
                case "Network.requestWillBeSent" ->
                    event.at("/params/request/url").asText();
                case "Network.webSocketCreated" -> event.at("/params/url").asText();
                default -> "";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
