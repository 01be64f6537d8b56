// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.rules.Therapy.HazardKind;
import dev.stemgate.terminology.Remembered;
import java.util.ArrayList;
import java.util.List;

/**
 * Hazards put into words. Of its factors a hazard says no more than their findings, so that most patients share it with others: it is
 * worded once and remembered from patient to patient, bounded as in {@link Remembered}. Nothing of a patient is held. Thread-safe.
 */
final class WordedHazards {

    private static final int MOST = 4096;

    /**
     * Everything that the words depend on.
     *
     * @param factors the criteria that bear on it, each with its entry
     * @param findings their findings, in the same order
     */
    private record Said(
            HazardKind kind,
            Level level,
            List<Bearer> factors,
            List<Finding> findings,
            List<AtLeast> holding,
            boolean planIsOpen) {

        /** The parts that tell nearly all apart. */
        @Override
        public int hashCode() {
            int hash = 31 * kind.id().hashCode() + level.ordinal();
            for (Finding finding : findings) {
                hash = 31 * hash + finding.ordinal();
            }
            return hash;
        }
    }

    /** A criterion of the model with its entry for the hazard. */
    private record Bearer(Criterion criterion, Criterion.Hazard entry) {}

    private final Remembered<Said, Hazard> worded = new Remembered<>(MOST, WordedHazards::word);

    Hazard of(HazardKind kind, Level level, List<Factor> bearing, List<AtLeast> holding, boolean planIsOpen) {
        List<Bearer> factors = new ArrayList<>(bearing.size());
        List<Finding> findings = new ArrayList<>(bearing.size());
        for (Factor factor : bearing) {
            factors.add(new Bearer(factor.criterion(), factor.entry()));
            findings.add(factor.finding());
        }
        return worded.of(new Said(kind, level, factors, findings, holding, planIsOpen));
    }

    private static Hazard word(Said said) {
        List<Factor> bearing = new ArrayList<>(said.factors().size());
        for (int at = 0; at < said.factors().size(); at++) {
            Bearer factor = said.factors().get(at);
            bearing.add(new Factor(factor.criterion(), factor.entry(), said.findings().get(at), List.of()));
        }
        return new Hazard(
                said.kind().id(),
                said.kind().title(),
                said.level(),
                HazardWords.criteria(said.level(), bearing),
                HazardWords.why(said.kind(), said.level(), bearing, said.holding(), said.planIsOpen()));
    }
}
