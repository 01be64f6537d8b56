// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.TerminologyServerSettings;
import dev.stemgate.state.TerminologyAnswers;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.ServerAnswer;
import dev.stemgate.terminology.ServerAnswer.CannotSay;
import dev.stemgate.terminology.ServerAnswer.Reason;
import dev.stemgate.terminology.ServerAnswers;
import dev.stemgate.terminology.TerminologyServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks codes up: among the answers that are kept, else at the terminology server, within the time that one screening may spend. What
 * cannot be said is left out, so that the code stays unclassified; that never fails a screening. Thread-safe.
 */
final class TerminologyLookup {

    private final CodeListTerminology terminology;
    private final TerminologyServer server;
    private final AnswerCache cache;
    private final SiteValueSets valueSets;
    private final ServerOutage outage;
    private final Duration budget;

    TerminologyLookup(
            TerminologyServerSettings settings,
            CodeListTerminology terminology,
            TerminologyServer server,
            TerminologyAnswers kept,
            Clock clock) {
        this.terminology = terminology;
        this.server = server;
        outage = new ServerOutage(clock);
        cache = new AnswerCache(settings, terminology, kept, clock);
        valueSets = new SiteValueSets(settings, terminology, server, outage);
        budget = settings.budget();
    }

    /**
     * Reads the value sets of the site. A server that does not answer hinders no start.
     *
     * @throws dev.stemgate.route.config.ConfigurationException when an expansion comes back empty
     */
    void open() {
        cache.forgetOld();
        valueSets.open();
    }

    /** The members of the value sets alone, as far as they could be read. */
    ServerAnswers valueSets() {
        return valueSets.read();
    }

    /** What is known of these codes; those that could not be said are not among them. */
    ServerAnswers answers(Set<AskedCode> codes) {
        long end = System.nanoTime() + budget.toNanos();
        Map<AskedCode, ServerAnswer> said = new HashMap<>();
        Set<AskedCode> ordered =
                new TreeSet<>(Comparator.comparing(AskedCode::system).thenComparing(AskedCode::code));
        ordered.addAll(codes);
        for (AskedCode code : ordered) {
            Optional<ServerAnswer> kept = cache.find(code);
            ServerAnswer answer = kept.isPresent() ? kept.get() : ask(code, Duration.ofNanos(end - System.nanoTime()));
            if (!(answer instanceof CannotSay)) {
                said.put(code, answer);
            }
        }
        return valueSets.read().and(said);
    }

    private ServerAnswer ask(AskedCode code, Duration within) {
        if (outage.isPaused()) {
            return new CannotSay(Reason.UNAVAILABLE);
        }
        if (within.isNegative() || within.isZero()) {
            return new CannotSay(Reason.OUT_OF_TIME);
        }
        ServerAnswer answer = server.ask(code, terminology.rootsFor(code), within);
        if (answer instanceof CannotSay cannot && cannot.reason() != Reason.UNKNOWN_CODE) {
            outage.failed(cannot.reason());
            if (cannot.reason() == Reason.UNAVAILABLE) {
                return answer;
            }
        } else {
            outage.answered();
        }
        cache.keep(code, answer);
        return answer;
    }

    /** True while the server cannot be used, or a value set of the site is still unread. */
    boolean isDegraded() {
        return outage.isDown() || !valueSets.allRead();
    }
}
