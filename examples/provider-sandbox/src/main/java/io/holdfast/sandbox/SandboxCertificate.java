package io.holdfast.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for the sandbox to prove itself with, good or bad. An authority of its own has signed it, so only a client
 * that was told to does trust it.
 */
public final class SandboxCertificate {
    private static final String PASSWORD = "sandbox-only";
    private static final String AUTHORITY = "sandbox-authority";
    private static final String SERVER = "sandbox-server";
    private static final List<String> SIGNED = List.of("-signer", AUTHORITY);
    private static final List<String> BY_ITSELF = List.of();
    private static final String LOOPBACK = "ip:127.0.0.1,dns:localhost";

    private final KeyStore keys;

    private SandboxCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /** {@return one that is good for loopback, for a day} */
    public static SandboxCertificate good() {
        return made(SIGNED, LOOPBACK, "-1H");
    }

    /** {@return one that was good for loopback until a few days ago} */
    public static SandboxCertificate expired() {
        return made(SIGNED, LOOPBACK, "-10d");
    }

    /** {@return one that is good, but for another host} */
    public static SandboxCertificate ofAnotherHost() {
        return made(SIGNED, "dns:elsewhere.example", "-1H");
    }

    /** {@return one for loopback that no authority has signed} */
    public static SandboxCertificate selfSigned() {
        return made(BY_ITSELF, LOOPBACK, "-1H");
    }

    /** {@return what a client needs that trusts the authority of this certificate and no other} */
    public SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return context(null, factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException impossible) {
            throw broken(impossible);
        }
    }

    SSLContext serverContext() {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            return context(factory, new TrustManager[0]);
        } catch (GeneralSecurityException impossible) {
            throw broken(impossible);
        }
    }

    private static SSLContext context(@Nullable KeyManagerFactory own, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.getKeyManagers(), trust, null);
        return context;
    }

    /** The JDK has no API that makes a certificate, but a tool that does. */
    private static SandboxCertificate made(List<String> signer, String names, String validFrom) {
        try {
            Path folder = Files.createTempDirectory("sandbox-certificate");
            Path store = folder.resolve("keys.p12");
            try {
                make(store, AUTHORITY, BY_ITSELF, "bc:c=ca:true", "-30d", 60);
                make(store, SERVER, signer, "san=" + names, validFrom, 1);
                return new SandboxCertificate(read(store));
            } finally {
                delete(folder);
            }
        } catch (GeneralSecurityException | IOException failed) {
            throw broken(failed);
        }
    }

    private static void make(
            Path store, String alias, List<String> signer, String extension, String validFrom, int days)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC"));
        Map<String, String> options = Map.of(
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-ext",
                extension,
                "-startdate",
                validFrom,
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        options.forEach((name, value) -> command.addAll(List.of(name, value)));
        command.addAll(signer);
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (tool.waitFor() != 0) {
                throw new IOException("expected the JDK's keytool to make a certificate but it ended with "
                        + tool.exitValue() + "; run this on a JDK, not on a JRE without tools");
            }
        } catch (InterruptedException stopped) {
            tool.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("expected the JDK's keytool to end but the wait was interrupted", stopped);
        }
    }

    private static KeyStore read(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate authority = keys.getCertificate(AUTHORITY);
        // the server must not prove itself with the authority's own key
        keys.deleteEntry(AUTHORITY);
        keys.setCertificateEntry(AUTHORITY, authority);
        return keys;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static IllegalStateException broken(Exception cause) {
        return new IllegalStateException("expected a certificate for the sandbox but none could be made", cause);
    }
}
