// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;

/**
 * A FHIR CodeableConcept: every coding counts, and the text raises but never clears.
 *
 * @param codings all codings in the order received
 * @param text the free text; empty when missing
 * @param absentReason code of a data-absent-reason on the concept or in a coding ({@code masked}, {@code unknown}, …); empty when none
 */
public record Concept(List<Code> codings, String text, String absentReason) {

    private static final Concept NOTHING = new Concept(List.of(), "", "");

    public Concept {
        codings = List.copyOf(codings);
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(absentReason, "absentReason");
    }

    /** Concepts are looked up often: the same object first, then the text, which tells most apart. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Concept that
                        && text.equals(that.text)
                        && absentReason.equals(that.absentReason)
                        && sameCodings(that);
    }

    private boolean sameCodings(Concept other) {
        int size = codings.size();
        boolean same = size == other.codings.size();
        for (int at = 0; same && at < size; at++) {
            same = codings.get(at).equals(other.codings.get(at));
        }
        return same;
    }

    /** Told by the text and the first code alone, which tell nearly all concepts apart: concepts are looked up often. */
    @Override
    public int hashCode() {
        return 31 * text.hashCode()
                + (codings.isEmpty() ? 0 : codings.get(0).code().hashCode());
    }

    public static Concept of(Code... codings) {
        return new Concept(List.of(codings), "", "");
    }

    public static Concept text(String text) {
        return new Concept(List.of(), text, "");
    }

    public static Concept nothing() {
        return NOTHING;
    }

    /** True when there is neither a code nor a word to judge by. */
    public boolean isEmpty() {
        if (!text.isBlank()) {
            return false;
        }
        for (Code coding : codings) {
            if (coding.hasCode() || !coding.display().isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** What a person should be shown: the text, else the first display, else the first code. */
    public String label() {
        if (!text.isBlank()) {
            return text;
        }
        return codings.stream()
                .map(coding -> coding.display().isBlank() ? coding.code() : coding.display())
                .filter(words -> !words.isBlank())
                .findFirst()
                .orElse("");
    }
}
