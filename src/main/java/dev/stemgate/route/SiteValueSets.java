// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.TerminologyServerSettings;
import dev.stemgate.route.config.TerminologyServerSettings.CriterionValueSet;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.Expansion;
import dev.stemgate.terminology.ServerAnswer.Reason;
import dev.stemgate.terminology.ServerAnswers;
import dev.stemgate.terminology.ServerAnswers.ValueSetMembers;
import dev.stemgate.terminology.TerminologyServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The value sets that a site names for criteria, read by {@code $expand} once a run. An expansion that comes back empty is an error and
 * never an empty set; one that cannot be read is tried again, and until then nothing is cleared on the server's word. Thread-safe.
 */
final class SiteValueSets {

    private final TerminologyServerSettings settings;
    private final CodeListTerminology terminology;
    private final TerminologyServer server;
    private final ServerOutage outage;
    private final Map<CriterionValueSet, ValueSetMembers> members = new HashMap<>();

    SiteValueSets(
            TerminologyServerSettings settings,
            CodeListTerminology terminology,
            TerminologyServer server,
            ServerOutage outage) {
        this.settings = settings;
        this.terminology = terminology;
        this.server = server;
        this.outage = outage;
    }

    /** Reads all that can be read; fails with {@link ConfigurationException} for a criterion without a name in the model, or an empty one. */
    synchronized void open() {
        for (CriterionValueSet set : settings.valueSets()) {
            if (!terminology.criteria().contains(set.criterion())) {
                throw new ConfigurationException(settings.file() + ": 'terminologyServer.valueSets' names '"
                        + set.criterion() + "', which is no criterion with codes; use the id of one");
            }
        }
        for (CriterionValueSet set : unread()) {
            if (read(set) instanceof Expansion.Empty) {
                throw new ConfigurationException(settings.file() + ": 'terminologyServer.valueSets': the expansion of "
                        + set.url() + " came back empty, which would clear what it should find;"
                        + " correct the URL, or have the value set filled on the server");
            }
        }
    }

    /** What is read; tries again what is not, unless the server is being left alone. */
    synchronized ServerAnswers read() {
        if (!outage.isPaused()) {
            unread().forEach(this::read);
        }
        return new ServerAnswers(Map.of(), List.copyOf(members.values()), settings.clears() && allRead());
    }

    synchronized boolean allRead() {
        return unread().isEmpty();
    }

    private List<CriterionValueSet> unread() {
        List<CriterionValueSet> unread = new ArrayList<>(settings.valueSets());
        unread.removeAll(members.keySet());
        return unread;
    }

    private Expansion read(CriterionValueSet set) {
        Expansion expansion = server.expand(set.url());
        if (expansion instanceof Expansion.Members read) {
            outage.answered();
            members.put(
                    set,
                    new ValueSetMembers(set.criterion(), set.role(), set.url(), terminology.comparable(read.codes())));
        } else if (expansion instanceof Expansion.CannotSay cannot) {
            outage.failed(cannot.reason());
        } else {
            outage.failed(Reason.MALFORMED);
        }
        return expansion;
    }
}
