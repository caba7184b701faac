package io.holdfast.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate for the sandbox to prove itself with, good or bad. It signed itself, so only who trusts it does. */
public final class SandboxCertificate {
    private static final String PASSWORD = "sandbox-only";
    private static final String LOOPBACK = "ip:127.0.0.1,dns:localhost";

    private final KeyStore keys;

    private SandboxCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /** {@return one that is good for loopback, for a day} */
    public static SandboxCertificate good() {
        return made(LOOPBACK, "-1H");
    }

    /** {@return one that was good for loopback until a few days ago} */
    public static SandboxCertificate expired() {
        return made(LOOPBACK, "-10d");
    }

    /** {@return one that is good, but for another host} */
    public static SandboxCertificate ofAnotherHost() {
        return made("dns:elsewhere.example", "-1H");
    }

    /** {@return what a client needs that trusts this certificate and no other} */
    public SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("sandbox", keys.getCertificate("sandbox"));
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
    private static SandboxCertificate made(String names, String validFrom) {
        try {
            Path folder = Files.createTempDirectory("sandbox-certificate");
            Path store = folder.resolve("keys.p12");
            try {
                run(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sandbox",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=provider sandbox",
                        "-ext",
                        "san=" + names,
                        "-startdate",
                        validFrom,
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
                return new SandboxCertificate(read(store));
            } finally {
                delete(folder);
            }
        } catch (GeneralSecurityException | IOException failed) {
            throw broken(failed);
        }
    }

    private static void run(List<String> command) throws IOException {
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
