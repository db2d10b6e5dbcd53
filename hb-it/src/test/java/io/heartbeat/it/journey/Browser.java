package io.heartbeat.it.journey;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a screen, looking at the live page. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;

    Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1280,900")
                .setBinary(Tool.find("chromium", "chromium").toFile());
        options.setCapability("goog:loggingPrefs", logs);
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
                .withMessage(() -> css + " with " + part + "; the page says: " + text())
                .until(page -> page.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(part)));
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the console complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
