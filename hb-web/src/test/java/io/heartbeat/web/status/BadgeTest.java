package io.heartbeat.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.host.HostStatus;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class BadgeTest {
    @ParameterizedTest
    @EnumSource(HostStatus.class)
    void saysTheStateAsAWord(HostStatus status) throws Exception {
        Document badge = parse(Badge.of("web-1", status));
        assertThat(badge.getDocumentElement().getAttribute("aria-label")).isEqualTo("web-1: " + status.label());
        assertThat(badge.getElementsByTagName("text").item(1).getTextContent()).isEqualTo(status.label());
    }

    @ParameterizedTest
    @EnumSource(names = "DOWN", value = HostStatus.class)
    void aLongNameIsCutAndMarkupIsText(HostStatus status) throws Exception {
        Document badge = parse(Badge.of("<x>&\"" + "a".repeat(253), status));
        String shown = badge.getElementsByTagName("text").item(0).getTextContent();
        assertThat(shown).startsWith("<x>&\"aaa").endsWith("…").hasSize(40);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
