package io.heartbeat.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.dns.DnsResult;
import io.heartbeat.dns.DnsResult.Kind;
import io.heartbeat.dns.DnsSettings;
import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.dns.RecordType;
import io.heartbeat.dns.Step;
import io.heartbeat.dns.Step.Verb;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Servers that do not behave; {@code BindTest} has one that does. */
class Rfc2136Test {
    private static final String KEY =
            "dns_tsig_name: hb\ndns_tsig_secret: c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ=\n";
    private static final DnsUpdate UPDATE = new DnsUpdate(
            "web.dyn.example.org", 60, List.of(new Step(Verb.ADD, "web.dyn.example.org", RecordType.A, "192.0.2.7")));

    @Test
    void oneThatTakesTheQuestionAndNeverAnswersIsTriedAgain() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            DnsResult result =
                    provider(silent.getLocalPort(), "", Duration.ofMillis(300)).send(UPDATE);

            assertThat(result.kind()).isEqualTo(Kind.RETRY);
            assertThat(result.detail()).contains("127.0.0.1 port " + silent.getLocalPort() + " does not answer");
        }
    }

    @Test
    void anAnswerThatIsNotSignedCountsForNothing() throws IOException {
        assertThat(answered(KEY, Rcode.NOERROR).kind()).isEqualTo(Kind.RETRY);
        assertThat(answered(KEY, Rcode.NOERROR).detail()).contains("not signed with the key hb");
        assertThat(answered("", Rcode.NOERROR)).isEqualTo(DnsResult.done());
    }

    @Test
    void responseCodesAreTemporaryOrFaultsOfTheConfiguration() throws IOException {
        assertThat(answered("", Rcode.SERVFAIL).kind()).isEqualTo(Kind.RETRY);
        assertThat(answered("", Rcode.REFUSED).kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(answered("", Rcode.NOTAUTH).kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(answered("", Rcode.NOTZONE).kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(answered("", Rcode.YXRRSET).kind()).isEqualTo(Kind.UNMET);
    }

    /** From a server that knows the zone and answers every update like this, without a signature. */
    private static DnsResult answered(String key, int rcode) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> serve(server, rcode)).start();
            return provider(server.getLocalPort(), key, Duration.ofSeconds(30)).send(UPDATE);
        }
    }

    /** One connection after the other until the server is closed; the library keeps one for several questions. */
    private static void serve(ServerSocket server, int rcode) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                boolean query = true;
                while (query) {
                    Message question = new Message(in.readNBytes(in.readUnsignedShort()));
                    query = question.getHeader().getOpcode() == Opcode.QUERY;
                    byte[] answer = answer(question, rcode).toWire();
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            } catch (IOException closed) {
                // the next one, if there is one
            }
        }
    }

    private static Message answer(Message question, int rcode) throws IOException {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(question.getHeader().getOpcode());
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        if (question.getHeader().getOpcode() == Opcode.QUERY) {
            Name zone = Name.fromString("dyn.example.org.");
            answer.addRecord(new SOARecord(zone, DClass.IN, 60, zone, zone, 1, 1, 1, 1, 1), Section.AUTHORITY);
        } else {
            answer.getHeader().setRcode(rcode);
        }
        return answer;
    }

    private static Rfc2136 provider(int port, String key, Duration patience) {
        String yaml = "dyndomains: dyn.example.org\ndns_port: " + port + "\n" + key;
        return new Rfc2136(Configured.by(yaml, DnsSettings::from), patience);
    }
}
