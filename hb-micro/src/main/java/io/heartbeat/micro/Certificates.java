package io.heartbeat.micro;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Makes keys (EC, P-256) and certificates (X.509 version 3, ECDSA with SHA-256). */
final class Certificates {
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    /** Clocks differ: a certificate of this minute must be good on the neighbour's machine. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;
    private static final int BITS = 256;

    private Certificates() {}

    /**
     * Who vouches.
     *
     * @param name its common name
     * @param key its private key
     * @param known its public key
     */
    record Issuer(String name, PrivateKey key, PublicKey known) {}

    /** What a certificate is good for. */
    enum Purpose {
        AUTHORITY,
        SERVER,
        CLIENT
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /**
     * A private key as a PEM file holds it (PKCS #8, RFC 5915), with the public key in it: Java leaves that out, and GnuTLS, which
     * Debian's rsyslog, exim and wget use, reads no key without it.
     */
    static byte[] secret(KeyPair keys) {
        ECPrivateKey key = (ECPrivateKey) keys.getPrivate();
        SubjectPublicKeyInfo known =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        ASN1Encodable whole = new org.bouncycastle.asn1.sec.ECPrivateKey(
                BITS, key.getS(), new DERBitString(known.getPublicKeyData().getBytes()), null);
        try {
            return new PrivateKeyInfo(known.getAlgorithm(), whole).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a key cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a certificate.
     *
     * @param names host names and addresses that it is for, besides its common name
     * @return its DER encoding
     */
    static byte[] certificate(
            String name,
            List<String> names,
            PublicKey key,
            Purpose purpose,
            Issuer issuer,
            Instant from,
            Duration life) {
        V3TBSCertificateGenerator draft = new V3TBSCertificateGenerator();
        draft.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)));
        draft.setSignature(ECDSA);
        draft.setIssuer(distinguished(issuer.name()));
        draft.setSubject(distinguished(name));
        draft.setStartDate(new Time(Date.from(from.minus(EARLIER))));
        draft.setEndDate(new Time(Date.from(from.plus(life))));
        draft.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            draft.setExtensions(extensions(names, key, purpose, issuer).generate());
            return signed(draft.generateTBSCertificate(), issuer.key());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be made: " + e.getMessage(), e);
        }
    }

    private static X500Name distinguished(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static ExtensionsGenerator extensions(List<String> names, PublicKey key, Purpose purpose, Issuer issuer)
            throws IOException, GeneralSecurityException {
        boolean authority = purpose == Purpose.AUTHORITY;
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        extensions.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        extensions.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(key)));
        extensions.addExtension(
                Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(issuer.known())));
        if (!authority) {
            KeyPurposeId id = purpose == Purpose.SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
            extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(id));
            GeneralName[] all = names.stream().map(Certificates::alternative).toArray(GeneralName[]::new);
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
        }
        return extensions;
    }

    /** By RFC 7093, method 1: the first 20 bytes of the SHA-256 of the key. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getBytes();
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bits), 20);
    }

    private static GeneralName alternative(String name) {
        boolean address = name.matches("[0-9.]+") || name.contains(":");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static byte[] signed(TBSCertificate draft, PrivateKey key) throws IOException, GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(draft.getEncoded("DER"));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(draft);
        parts.add(ECDSA);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded("DER");
    }
}
