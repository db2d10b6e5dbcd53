package io.heartbeat.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A private key and the certificates that vouch for it, in the form that ACME clients write (RFC 7468), in two files
 * or in one. The two are tried on
 * each other, for a renewal in the middle of its writing pairs a new one with an old one.
 *
 * @param key the private key
 * @param chain the server's own certificate first
 */
record PemPair(PrivateKey key, X509Certificate... chain) {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*-----END CERTIFICATE-----");
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** Reads both files. */
    static PemPair read(Path pem, Path key) throws PemException {
        X509Certificate[] chain = certificates(pem);
        PublicKey known = chain[0].getPublicKey();
        PrivateKey secret = key(key, known.getAlgorithm());
        if (!fit(secret, known)) {
            throw new PemException(key, "this key does not belong to the certificate in " + pem);
        }
        return new PemPair(secret, chain);
    }

    private static X509Certificate[] certificates(Path file) throws PemException {
        try {
            Collection<?> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(blocks(Files.readString(file, StandardCharsets.ISO_8859_1))));
            if (found.isEmpty()) {
                throw new PemException(file, "no certificate in it");
            }
            return found.toArray(X509Certificate[]::new);
        } catch (IOException unreadable) {
            throw new PemException(file, reason(unreadable));
        } catch (CertificateException broken) {
            throw new PemException(file, "not a PEM file of certificates: " + broken.getMessage());
        }
    }

    /** The certificates alone, for the key may stand in the same file. A file without any is left to the parser to refuse. */
    private static byte[] blocks(String text) {
        String found =
                CERTIFICATE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        return (found.isEmpty() ? text : found + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Certificates that vouch for others, of one file. */
    static X509Certificate[] authorities(Path file) throws PemException {
        return certificates(file);
    }

    private static PrivateKey key(Path file, String algorithm) throws PemException {
        try {
            Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!block.find()) {
                throw new PemException(file, "no private key in PEM form in it");
            }
            boolean rsa = block.group(1).equals("RSA PRIVATE KEY");
            if (!rsa && !block.group(1).equals("PRIVATE KEY")) {
                throw new PemException(
                        file,
                        "a key of the form \"" + block.group(1) + "\"; make it an unencrypted PKCS #8 one:"
                                + " openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEWFILE");
            }
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(rsa ? wrapped(der) : der));
        } catch (IOException unreadable) {
            throw new PemException(file, reason(unreadable));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new PemException(file, "not the " + algorithm + " key that the certificate asks for");
        }
    }

    /** A key of PKCS #1, which openssl wrote until 3.0, in the wrapping of PKCS #8. */
    private static byte[] wrapped(byte[] pkcs1) throws IOException {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(pkcs1)).getEncoded();
    }

    private static boolean fit(PrivateKey secret, PublicKey known) {
        byte[] challenge = "heartbeat".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(scheme(known.getAlgorithm()));
            signature.initSign(secret);
            signature.update(challenge);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(challenge);
            return signature.verify(signed);
        } catch (GeneralSecurityException impossible) {
            return false;
        }
    }

    private static String scheme(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> algorithm;
        };
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "the server's user may not read it"
                : "cannot be read: " + unreadable.getMessage();
    }
}
