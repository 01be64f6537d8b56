// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.TerminologyServerSettings;
import dev.stemgate.state.TerminologyAnswer;
import dev.stemgate.state.TerminologyAnswers;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.ServerAnswer;
import dev.stemgate.terminology.ServerAnswer.CannotSay;
import dev.stemgate.terminology.ServerAnswer.Under;
import dev.stemgate.terminology.ServerAnswer.UnderNone;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what the server said: in the state database for as long as the site believes it, and in memory; what it could not say in memory
 * alone, for minutes. An answer belongs to the server and the roots for which it was asked. Thread-safe.
 */
final class AnswerCache {

    private static final Duration CANNOT_SAY_FOR = Duration.ofMinutes(5);
    private static final int IN_MEMORY = 20_000;

    private record Kept(ServerAnswer answer, Instant until) {}

    private final TerminologyServerSettings settings;
    private final CodeListTerminology terminology;
    private final TerminologyAnswers stored;
    private final Clock clock;
    private final Map<AskedCode, Kept> memory = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AskedCode, Kept> eldest) {
            return size() > IN_MEMORY;
        }
    });

    AnswerCache(
            TerminologyServerSettings settings,
            CodeListTerminology terminology,
            TerminologyAnswers stored,
            Clock clock) {
        this.settings = settings;
        this.terminology = terminology;
        this.stored = stored;
        this.clock = clock;
    }

    Optional<ServerAnswer> find(AskedCode code) {
        Instant now = clock.instant();
        Kept kept = memory.get(code);
        if (kept != null && now.isBefore(kept.until())) {
            return Optional.of(kept.answer());
        }
        return stored.find(code.system(), code.code(), basis(code), now.minus(settings.cacheFor()))
                .map(found -> {
                    ServerAnswer answer = found.roots().isEmpty()
                            ? new UnderNone(found.display())
                            : new Under(found.roots(), found.display());
                    memory.put(code, new Kept(answer, found.askedAt().plus(settings.cacheFor())));
                    return answer;
                });
    }

    void keep(AskedCode code, ServerAnswer answer) {
        Instant now = clock.instant();
        memory.remove(code);
        if (answer instanceof CannotSay) {
            memory.put(code, new Kept(answer, now.plus(CANNOT_SAY_FOR)));
            return;
        }
        memory.put(code, new Kept(answer, now.plus(settings.cacheFor())));
        if (answer instanceof Under under) {
            stored.keep(new TerminologyAnswer(
                    code.system(), code.code(), basis(code), under.roots(), under.display(), now));
        } else if (answer instanceof UnderNone none) {
            stored.keep(new TerminologyAnswer(code.system(), code.code(), basis(code), Set.of(), none.display(), now));
        }
    }

    void forgetOld() {
        stored.forgetBefore(clock.instant().minus(settings.cacheFor()));
    }

    private String basis(AskedCode code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((settings.baseUrl() + "\n").getBytes(StandardCharsets.UTF_8));
            terminology.rootsFor(code).stream()
                    .sorted()
                    .forEach(root -> digest.update((root + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
