// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.fhir.write.PriorSearch;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.fhir.write.ScreeningIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The search for what of ours stands on an EHR, read page by page to its end. That nothing was found is certain only when every page was
 * read and the server did not warn of its own answer. Belongs to one exchange, not synchronised.
 */
public final class PriorReading {

    private static final int MOST_PAGES = 50;

    private final ResultForm form;
    private final ScreeningIdentity identity;
    private final SearchRestarts restarts = new SearchRestarts();
    private final List<byte[]> entries = new ArrayList<>();
    private final Set<String> pages = new HashSet<>();
    private boolean certain = true;

    public PriorReading(ResultForm form, ScreeningIdentity identity) {
        this.form = Objects.requireNonNull(form, "form");
        this.identity = Objects.requireNonNull(identity, "identity");
        restarts.begin(url());
    }

    /** The search, relative to the base of the EHR. */
    public String url() {
        return form.searchUrl(identity);
    }

    /** How it may begin again where the EHR forgets its pages. */
    public SearchRestarts restarts() {
        return restarts;
    }

    /** Begins again from the first page. */
    public void restart() {
        entries.clear();
        pages.clear();
        certain = true;
    }

    /** Takes a page and gives the URL of the next one. A page that comes round again, or too many, end the reading uncertain. */
    Optional<String> add(SearchPage page) {
        for (SearchPage.Entry entry : page.entries()) {
            if (entry instanceof SearchPage.Outcome outcome) {
                certain &= outcome.severity() == SearchPage.Severity.INFORMATION;
            } else {
                entries.add(entry.bytes());
            }
        }
        Optional<String> next = page.next();
        if (next.isPresent() && (pages.size() >= MOST_PAGES || !pages.add(next.get()))) {
            certain = false;
            return Optional.empty();
        }
        return next;
    }

    /** Whether what was not found is not there. */
    public boolean isCertain() {
        return certain;
    }

    /** @throws dev.stemgate.fhir.write.UnreadableAnswerException when an entry is not a FHIR resource in JSON */
    public PriorSearch.Found found() {
        return form.among(identity, entries);
    }
}
