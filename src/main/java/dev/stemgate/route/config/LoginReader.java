// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.ScopeChoice;
import dev.stemgate.fhir.client.TlsSettings;
import dev.stemgate.fhir.keys.KeyFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads from a hospital file how its EHR is logged in to, and whom a secure connection trusts. Secrets are named, never written. */
final class LoginReader {

    private enum Auth {
        NONE,
        BEARER,
        BASIC,
        SMART
    }

    private final Path file;
    private final Keys keys;

    LoginReader(Path file, Keys keys) {
        this.file = file;
        this.keys = keys;
    }

    /** @param writes true where results are written to the EHR */
    Login login(boolean writes) {
        Auth auth = keys.choice("auth", Auth.class, Auth.NONE);
        Optional<SecretSource> token = secret("token");
        Optional<String> user = keys.text("user");
        Optional<SecretSource> password = secret("password");
        Optional<Login> smart = smart(auth, writes);
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

    TlsSettings tls() {
        Supplier<String> password = password("clientCertPassword");
        return new TlsSettings(
                path("caFile"),
                path("clientCertFile").map(keystore -> new TlsSettings.ClientCertificate(keystore, password)));
    }

    /** Asks for every key, whatever the login is, so that all are known. */
    private Optional<Login> smart(Auth auth, boolean writes) {
        Optional<String> clientId = keys.text("clientId");
        Supplier<String> password = password("keyPassword");
        Optional<KeyFile> key = key("key", password);
        Optional<KeyFile> next = key("nextKey", password);
        var tokenUrl = keys.urlIfGiven("tokenUrl");
        ScopeChoice scopes = scopes(writes);
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

    private ScopeChoice scopes(boolean writes) {
        String text = keys.text("scopes").orElse("auto");
        try {
            return switch (text) {
                case "auto" -> new ScopeChoice(ScopeChoice.Syntax.AUTO, List.of(), writes);
                case "v1" -> new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), writes);
                case "v2" -> new ScopeChoice(ScopeChoice.Syntax.V2, List.of(), writes);
                default -> new ScopeChoice(ScopeChoice.Syntax.LISTED, Arrays.asList(text.split("\\s+")), writes);
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
