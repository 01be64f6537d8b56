// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.ScopeChoice;
import dev.stemgate.fhir.client.TlsSettings;
import dev.stemgate.fhir.keys.KeyFile;
import dev.stemgate.model.RecordKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads from a hospital file how its EHR is logged in to, and whom a secure connection trusts. Secrets are named, never written. */
final class LoginReader {

    private enum Auth {
        NONE,
        BEARER,
        BASIC,
        SMART
    }

    private enum Plain {
        NONE,
        BEARER,
        BASIC
    }

    private static final String MEDICATION = "Medication";

    private final Path file;
    private final Keys keys;

    LoginReader(Path file, Keys keys) {
        this.file = file;
        this.keys = keys;
    }

    /**
     * How to log in.
     *
     * @param kinds the kinds that are read
     * @param writes the types that are written to the EHR, the result's own first; none where nothing is
     */
    Login login(Set<RecordKind> kinds, List<String> writes) {
        Auth auth = keys.choice("auth", Auth.class, Auth.NONE);
        Optional<SecretSource> token = secret("token");
        Optional<String> user = keys.text("user");
        Optional<SecretSource> password = secret("password");
        Optional<Login> smart = smart(auth, kinds, writes);
        return switch (auth) {
            case NONE -> new Login.None();
            case BEARER ->
                new Login.Bearer(token.orElseThrow(() -> keys.error("auth", "bearer needs 'tokenFile' or 'tokenEnv'")));
            case BASIC ->
                new Login.Basic(
                        user.orElseThrow(() -> keys.error("auth", "basic needs 'user'")),
                        password.orElseThrow(() -> keys.error("auth", "basic needs 'passwordFile' or 'passwordEnv'")));
            case SMART -> smart.orElseThrow(() -> keys.error("auth", "smart needs 'clientId' and 'keyFile'"));
        };
    }

    /**
     * A login without keys of our own.
     *
     * @param prefix what stands before each key
     */
    static Login plain(Path file, Keys keys, String prefix) {
        Plain auth = keys.choice(prefix + "auth", Plain.class, Plain.NONE);
        Optional<SecretSource> token = HospitalReader.secret(file, keys, prefix + "token");
        Optional<String> user = keys.text(prefix + "user");
        Optional<SecretSource> password = HospitalReader.secret(file, keys, prefix + "password");
        return switch (auth) {
            case NONE -> new Login.None();
            case BEARER ->
                new Login.Bearer(
                        token.orElseThrow(() -> keys.error(prefix + "auth", "bearer needs 'tokenFile' or 'tokenEnv'")));
            case BASIC ->
                new Login.Basic(
                        user.orElseThrow(() -> keys.error(prefix + "auth", "basic needs 'user'")),
                        password.orElseThrow(
                                () -> keys.error(prefix + "auth", "basic needs 'passwordFile' or 'passwordEnv'")));
        };
    }

    TlsSettings tls() {
        Supplier<String> password = password("clientCertPassword");
        return new TlsSettings(
                path("caFile"),
                path("clientCertFile").map(keystore -> new TlsSettings.ClientCertificate(keystore, password)));
    }

    /** Asks for every key, whatever the login is, so that all are known. */
    private Optional<Login> smart(Auth auth, Set<RecordKind> kinds, List<String> writes) {
        Optional<String> clientId = keys.text("clientId");
        Supplier<String> password = password("keyPassword");
        Optional<KeyFile> key = key("key", password);
        Optional<KeyFile> next = key("nextKey", password);
        var tokenUrl = keys.urlIfGiven("tokenUrl");
        ScopeChoice scopes = scopes(types(kinds), writes);
        if (auth != Auth.SMART || clientId.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Login.Smart(clientId.get(), key.get(), next, tokenUrl, scopes));
    }

    private Optional<KeyFile> key(String name, Supplier<String> password) {
        Optional<Path> path = path(name + "File");
        String id = keys.text(name + "Id").orElse("");
        return path.map(at -> new KeyFile(at, id, password));
    }

    /** In the order of the kinds; a Medication is read of its own where medications are. */
    private static List<String> types(Set<RecordKind> kinds) {
        List<String> types = new ArrayList<>();
        Arrays.stream(RecordKind.values())
                .filter(kinds::contains)
                .map(RecordKind::fhirType)
                .forEach(types::add);
        if (types.stream().anyMatch(type -> type.startsWith(MEDICATION))) {
            types.add(MEDICATION);
        }
        return types;
    }

    private ScopeChoice scopes(List<String> reads, List<String> writes) {
        String text = keys.text("scopes").orElse("auto");
        try {
            return switch (text) {
                case "auto" -> new ScopeChoice(ScopeChoice.Syntax.AUTO, List.of(), reads, writes);
                case "v1" -> new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), reads, writes);
                case "v2" -> new ScopeChoice(ScopeChoice.Syntax.V2, List.of(), reads, writes);
                default -> new ScopeChoice(ScopeChoice.Syntax.LISTED, Arrays.asList(text.split("\\s+")), reads, writes);
            };
        } catch (IllegalArgumentException notScopes) {
            throw keys.error("scopes", "must be auto, v1, v2, or scopes with blanks between them");
        }
    }

    private Supplier<String> password(String name) {
        Optional<SecretSource> source = secret(name);
        return () -> source.map(SecretSource::read).orElse("");
    }

    private Optional<SecretSource> secret(String name) {
        return HospitalReader.secret(file, keys, name);
    }

    private Optional<Path> path(String name) {
        return keys.text(name).map(text -> {
            if (text.contains("-----BEGIN") || text.startsWith("{")) {
                throw keys.error(name, "names a file; a key is never written into this one");
            }
            return HospitalReader.resolve(file, text);
        });
    }
}
