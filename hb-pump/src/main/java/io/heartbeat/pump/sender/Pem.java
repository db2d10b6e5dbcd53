package io.heartbeat.pump.sender;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys from PEM files (RFC 7468), as OpenSSL writes them. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private Pem() {}

    /** All certificates of a file, at least one. */
    static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            if (blocks.group(1).endsWith("CERTIFICATE")) {
                found.add(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes(blocks.group(2)))));
            }
        }
        if (found.isEmpty()) {
            throw new IOException(file + ": no certificate (PEM) in it");
        }
        return found;
    }

    /** The first private key of a file: PKCS #8, or OpenSSL's own form of an RSA key. */
    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            String form = blocks.group(1);
            if (form.equals("PRIVATE KEY")) {
                return pkcs8(bytes(blocks.group(2)));
            } else if (form.equals("RSA PRIVATE KEY")) {
                return pkcs8(der(SEQUENCE, VERSION, RSA, der(OCTETS, bytes(blocks.group(2)))));
            } else if (form.endsWith("PRIVATE KEY")) {
                throw new IOException(file + ": a key of the form \"" + form
                        + "\" cannot be read; write it anew with: openssl pkcs8 -topk8 -nocrypt");
            }
        }
        throw new IOException(file + ": no private key (PEM) in it");
    }

    private static byte[] bytes(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64.replaceAll("(?m)^[A-Za-z-]+:.*$", ""));
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64 in a PEM file", e);
        }
    }

    private static PrivateKey pkcs8(byte[] encoded) throws GeneralSecurityException {
        GeneralSecurityException last = null;
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            inside.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = inside.size();
        if (length >= 0x80) {
            int octets = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        } else {
            out.write(length);
        }
        out.writeBytes(inside.toByteArray());
        return out.toByteArray();
    }
}
