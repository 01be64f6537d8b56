// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.model.TherapyOption.Efficacy;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.rules.Therapy.HazardKind;
import dev.stemgate.rules.Therapy.OptionKind;
import dev.stemgate.terminology.Remembered;
import java.util.ArrayList;
import java.util.List;

/**
 * Hazards and options put into words. Of their factors they say no more than the findings, so that most patients share the words with
 * others: they are made once and remembered from patient to patient, bounded as in {@link Remembered}. Nothing of a patient is held.
 * Thread-safe.
 */
final class RiskWords {

    private static final int MOST = 4096;

    /** A criterion of the model with its entry for a hazard. */
    private record Bearer(Criterion criterion, Criterion.Hazard entry) {}

    /**
     * Factors without the records that make them count.
     *
     * @param bearers the criteria that bear on a hazard
     * @param findings their findings, in the same order
     */
    private record Findings(List<Bearer> bearers, List<Finding> findings) {

        static Findings of(List<Factor> factors) {
            List<Bearer> bearers = new ArrayList<>(factors.size());
            List<Finding> findings = new ArrayList<>(factors.size());
            for (Factor factor : factors) {
                bearers.add(new Bearer(factor.criterion(), factor.entry()));
                findings.add(factor.finding());
            }
            return new Findings(bearers, findings);
        }

        List<Factor> factors() {
            List<Factor> factors = new ArrayList<>(bearers.size());
            for (int at = 0; at < bearers.size(); at++) {
                Bearer bearer = bearers.get(at);
                factors.add(new Factor(bearer.criterion(), bearer.entry(), findings.get(at), List.of()));
            }
            return factors;
        }

        /** The findings tell nearly all apart. */
        @Override
        public int hashCode() {
            int hash = 1;
            for (Finding finding : findings) {
                hash = 31 * hash + finding.ordinal();
            }
            return hash;
        }
    }

    /** All that the words of a hazard depend on. */
    private record OfHazard(
            HazardKind kind, Level level, Findings findings, List<AtLeast> holding, boolean planIsOpen) {

        @Override
        public int hashCode() {
            return 31 * (31 * kind.id().hashCode() + level.ordinal()) + findings.hashCode();
        }
    }

    /** All that the sentence of an option depends on. */
    private record OfOption(OptionKind option, Efficacy efficacy, Findings findings) {

        @Override
        public int hashCode() {
            return 31 * (31 * option.id().hashCode() + efficacy.ordinal()) + findings.hashCode();
        }
    }

    private final Remembered<OfHazard, Hazard> hazards = new Remembered<>(MOST, RiskWords::word);
    private final Remembered<OfOption, String> options = new Remembered<>(
            MOST,
            of -> OptionSentence.why(of.option(), of.efficacy(), of.findings().factors()));

    /** @param planIsOpen a request that was not read may raise it */
    Hazard hazard(HazardKind kind, Level level, List<Factor> bearing, List<AtLeast> holding, boolean planIsOpen) {
        return hazards.of(new OfHazard(kind, level, Findings.of(bearing), holding, planIsOpen));
    }

    /** Why an option is as it is. */
    String why(OptionKind option, Efficacy efficacy, List<Factor> reducing) {
        return options.of(new OfOption(option, efficacy, Findings.of(reducing)));
    }

    private static Hazard word(OfHazard of) {
        List<Factor> bearing = of.findings().factors();
        return new Hazard(
                of.kind().id(),
                of.kind().title(),
                of.level(),
                HazardSentence.criteria(of.level(), bearing),
                HazardSentence.why(of.kind(), of.level(), bearing, of.holding(), of.planIsOpen()));
    }
}
