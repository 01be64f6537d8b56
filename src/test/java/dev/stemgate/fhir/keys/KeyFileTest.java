// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from JWK, PEM and PKCS #12 files, and what is said of a file that cannot be used. */
class KeyFileTest {

    private static final Supplier<String> NO_PASSWORD = () -> "";
    private static final String PASSWORD = "canary-password-77";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(NewKey.class)
    void aNewKeyIsForItsOwnerAloneAndCanBeReadAgain(NewKey algorithm) throws IOException {
        Path file = folder.resolve("new.jwk");
        SigningKey made = algorithm.writeTo(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SigningKey read = key(file);
        assertThat(read.id()).isEqualTo(made.id()).isNotBlank();
        assertThat(read.algorithm()).isEqualTo(algorithm.name());
        assertThat(FileModes.readableByAll(file)).isFalse();
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "mine");
        assertThatThrownBy(() -> NewKey.ES384.writeTo(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("exists already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void aPemKeySignsAndItsPublicHalfVerifies(String type) throws Exception {
        SigningKey key = key(pem("key.pem", pair(type).getPrivate()));
        assertVerifiedByPublishedHalf(key);
        assertThat(key.algorithm()).isEqualTo(type.equals("RSA") ? "RS384" : "ES384");
    }

    @Test
    void theWordOpensslWritesBeforeTheKeyDoesNotMatter() throws Exception {
        Path file = pem("key.pem", pair("EC").getPrivate());
        Files.writeString(file, "Bag Attributes\n  friendlyName: x\n" + Files.readString(file));
        assertVerifiedByPublishedHalf(key(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void aKeystoreKeySigns(String type) throws Exception {
        Path file = keystore("one", type);
        SigningKey key = new KeyFile(file, "hospital-key", () -> PASSWORD).read();
        assertThat(key.id()).isEqualTo("hospital-key");
        assertVerifiedByPublishedHalf(key);
    }

    @Test
    void ofSeveralKeysTheOneWithTheIdIsTaken() throws Exception {
        JWK first = jwk("first.jwk");
        JWK second = jwk("second.jwk");
        Path both = Files.writeString(folder.resolve("both.json"), new JWKSet(List.of(first, second)).toString(false));
        assertThat(new KeyFile(both, second.getKeyID(), NO_PASSWORD).read().id())
                .isEqualTo(second.getKeyID());
        assertRefused(both, "name the one to use");
        Path store = keystore("one", "EC");
        keytool(store, "two", "EC");
        assertThat(new KeyFile(store, "two", () -> PASSWORD).read().id()).isEqualTo("two");
        assertThatThrownBy(() -> new KeyFile(store, "", () -> PASSWORD).read())
                .hasMessageContaining("several private keys");
    }

    @Test
    void onlyPublicMembersArePublished() throws Exception {
        SigningKey rsa = NewKey.RS384.writeTo(folder.resolve("rsa.jwk"));
        SigningKey ec = NewKey.ES384.writeTo(folder.resolve("ec.jwk"));
        String jwks = new SigningKeys(ec, Optional.of(rsa)).jwks();
        List<JWK> keys = JWKSet.parse(jwks).getKeys();
        assertThat(keys).extracting(JWK::getKeyID).containsExactly(ec.id(), rsa.id());
        assertThat(keys).noneMatch(JWK::isPrivate);
        for (JWK key : keys) {
            assertThat(key.toJSONObject().keySet())
                    .isSubsetOf("kty", "use", "kid", "alg", "n", "e", "crv", "x", "y")
                    .contains("kty", "kid", "use", "alg");
        }
        assertThat(rsa.toString() + new SigningKeys(ec, Optional.of(rsa))).doesNotContain("\"d\"");
    }

    @Test
    void theSameKeyForTwoHospitalsIsPublishedOnce() throws Exception {
        SigningKeys keys = new SigningKeys(NewKey.ES384.writeTo(folder.resolve("ec.jwk")), Optional.empty());
        assertThat(JWKSet.parse(SigningKeys.jwks(List.of(keys, keys))).getKeys())
                .hasSize(1);
    }

    @Test
    void whatIsNoUsableKeyIsRefusedWithARemedy() throws Exception {
        assertRefused(folder.resolve("nowhere"), "check path and permissions");
        assertRefused(file("empty", ""), "is empty");
        assertRefused(file("text", "hello"), "neither a key in PEM or JWK nor a PKCS #12");
        assertRefused(file("json", "{\"kty\": \"EC\"}"), "no JWK");
        assertRefused(file("broken", "{\"kty\": "), "no JWK");
        assertRefused(file("public", jwk("k.jwk").toPublicJWK().toJSONString()), "no private key");
        assertRefused(
                file("pkcs1", "-----BEGIN RSA PRIVATE KEY-----\nAA\n-----END RSA PRIVATE KEY-----"), "openssl pkcs8");
        assertRefused(
                file("sec1", "-----BEGIN EC PRIVATE KEY-----\nAA\n-----END EC PRIVATE KEY-----"), "openssl pkcs8");
        assertRefused(
                file("locked", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n-----END ENCRYPTED PRIVATE KEY-----"),
                "is encrypted");
        assertRefused(file("damaged", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), "damaged");
        assertRefused(
                file("cert", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"), "holds no private key");
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        assertRefused(pem("small", small.generateKeyPair().getPrivate()), "fewer than 2048 bits");
        KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
        p256.initialize(new ECGenParameterSpec("secp256r1"));
        assertRefused(pem("p256", p256.generateKeyPair().getPrivate()), "not on P-384");
    }

    @Test
    void halvesOfDifferentKeysAreRefused() throws Exception {
        Map<String, Object> mixed = jwk("a.jwk").toJSONObject();
        Map<String, Object> other = jwk("b.jwk").toJSONObject();
        mixed.put("d", other.get("d"));
        assertRefused(
                file("mixed", com.nimbusds.jose.util.JSONObjectUtils.toJSONString(mixed)), "do not belong together");
    }

    @Test
    void aKeyForAnotherAlgorithmOrUseIsRefused() throws Exception {
        RSAKey rsa = JWK.parse(Files.readString(rsaFile())).toRSAKey();
        assertRefused(
                file(
                        "ps",
                        new RSAKey.Builder(rsa)
                                .algorithm(com.nimbusds.jose.JWSAlgorithm.PS384)
                                .build()
                                .toJSONString()),
                "another algorithm");
        assertRefused(
                file(
                        "enc",
                        new RSAKey.Builder(rsa)
                                .algorithm(null)
                                .keyUse(com.nimbusds.jose.jwk.KeyUse.ENCRYPTION)
                                .build()
                                .toJSONString()),
                "not for signing");
    }

    @Test
    void aWrongPasswordIsNotSaid() throws Exception {
        Path file = keystore("one", "EC");
        KeyFileException refusal =
                catchThrowableOfType(KeyFileException.class, () -> new KeyFile(file, "", () -> "canary-wrong").read());
        assertThat(refusal)
                .hasMessageContaining("this password opens")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void aFileThatEveryoneMayReadIsToldApart() throws IOException {
        Path file = file("open", "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(FileModes.readableByAll(file)).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(FileModes.readableByAll(file)).isFalse();
    }

    private void assertRefused(Path file, String words) {
        KeyFileException refusal = catchThrowableOfType(KeyFileException.class, () -> key(file));
        assertThat(refusal).as(file.toString()).isNotNull();
        assertThat(refusal)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(words)
                .hasNoCause();
        assertThat(refusal.getMessage().lines()).hasSize(1);
    }

    private static void assertVerifiedByPublishedHalf(SigningKey key) throws Exception {
        SignedJWT token = SignedJWT.parse(key.sign(Map.of("iss", "me")));
        JWK published =
                JWKSet.parse(new SigningKeys(key, Optional.empty()).jwks()).getKeyByKeyId(key.id());
        boolean good = published instanceof RSAKey rsa
                ? token.verify(new RSASSAVerifier(rsa))
                : token.verify(new ECDSAVerifier(published.toECKey()));
        assertThat(good).isTrue();
        assertThat(token.getHeader().getKeyID()).isEqualTo(key.id());
    }

    private static SigningKey key(Path file) {
        return new KeyFile(file, "", NO_PASSWORD).read();
    }

    private Path rsaFile() {
        Path file = folder.resolve("rsa-source.jwk");
        NewKey.RS384.writeTo(file);
        return file;
    }

    private JWK jwk(String name) throws Exception {
        Path file = folder.resolve(name);
        NewKey.ES384.writeTo(file);
        return JWK.parse(Files.readString(file));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path pem(String name, PrivateKey key) throws IOException {
        return file(
                name,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static KeyPair pair(String type) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        if (type.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp384r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private Path keystore(String alias, String type) {
        Path file = folder.resolve("keys.p12");
        keytool(file, alias, type);
        return file;
    }

    private static void keytool(Path file, String alias, String type) {
        Keytool.run(
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=test",
                "-keyalg",
                type,
                type.equals("EC") ? "-groupname" : "-keysize",
                type.equals("EC") ? "secp384r1" : "2048");
    }
}
