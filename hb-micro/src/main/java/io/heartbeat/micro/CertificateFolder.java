package io.heartbeat.micro;

import io.heartbeat.micro.Certificates.Issuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of an authority: {@code ca.pem}, {@code ca.key}, and what it made. Keys are for their owner only. */
final class CertificateFolder {
    private static final String CA = "ca.pem";
    private static final String CA_KEY = "ca.key";
    private static final String FOR_OWNER = "rw-------";
    private static final String FOR_ALL = "rw-r--r--";
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private final Path directory;
    private final PrintStream out = System.out;

    CertificateFolder(Path directory) {
        this.directory = directory;
    }

    /** Writes a new authority. */
    void authority(byte[] certificate, KeyPair keys) {
        write(directory.resolve(CA_KEY), secret(keys), FOR_OWNER);
        write(directory.resolve(CA), block("CERTIFICATE", certificate), FOR_ALL);
    }

    /** Writes a certificate and, behind it, its key. */
    void leaf(Path name, byte[] certificate, KeyPair keys) {
        write(directory.resolve(name), block("CERTIFICATE", certificate) + secret(keys), FOR_OWNER);
    }

    private static String secret(KeyPair keys) {
        return block("PRIVATE KEY", Certificates.secret(keys));
    }

    /** The authority that is here. */
    Issuer authority() {
        try {
            byte[] pem = Files.readAllBytes(directory.resolve(CA));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            Matcher key = KEY.matcher(Files.readString(directory.resolve(CA_KEY)));
            if (!key.find()) {
                throw new Failure(directory.resolve(CA_KEY) + ": no private key in it");
            }
            byte[] der = Base64.getMimeDecoder().decode(key.group(1));
            String name = certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
            PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new Issuer(name, secret, certificate.getPublicKey());
        } catch (NoSuchFileException none) {
            throw new Failure(none.getFile() + ": there is no authority; `hbd certs ca` makes one", none);
        } catch (IOException | GeneralSecurityException broken) {
            throw new Failure("the authority in " + directory + " cannot be used: " + broken.getMessage(), broken);
        }
    }

    private void write(Path file, String text, String permissions) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOR_OWNER)));
            Files.writeString(file, text, StandardCharsets.US_ASCII);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            out.println("made " + file);
        } catch (FileAlreadyExistsException present) {
            throw new Failure(file + " exists already; move it away first", present);
        } catch (IOException failed) {
            throw new Failure(file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static String block(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
