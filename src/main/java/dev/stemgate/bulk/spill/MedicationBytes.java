// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ResourceRef;

/** Records about medications, and Medications, as bytes. */
final class MedicationBytes {

    private static final MedicationFact.Kind[] KINDS = MedicationFact.Kind.values();
    private static final MedicationFact.Status[] STATUSES = MedicationFact.Status.values();
    private static final MedicationFact.Intent[] INTENTS = MedicationFact.Intent.values();

    private MedicationBytes() {}

    static void write(ByteSink out, RecordFact.OfMedication record) {
        MedicationFact fact = record.fact();
        naming(out, record.naming());
        Values.ref(out, fact.ref());
        out.constant(fact.kind());
        out.constant(fact.status());
        out.constant(fact.intent());
        out.truth(fact.doNotPerform());
        Values.list(out, fact.drugs(), Values::concept);
        out.truth(fact.resolved());
        Values.optional(out, fact.effective(), Values::when);
        Values.optional(out, fact.dateAsserted(), Values::date);
        Values.optional(out, fact.authoredOn(), Values::date);
        Values.optional(out, fact.validityEnd(), Values::date);
        Values.optional(out, fact.expectedSupply(), Values::duration);
        out.number(fact.repeats());
        Values.list(out, fact.reasons(), Values::concept);
        Values.list(out, fact.securityLabels(), Values::code);
        Values.list(out, fact.statusReasons(), Values::concept);
    }

    static RecordFact.OfMedication read(ByteSource in, String type) {
        Naming naming = naming(in);
        ResourceRef ref = Values.ref(in, type);
        return new RecordFact.OfMedication(
                new MedicationFact(
                        ref,
                        in.constant(KINDS),
                        in.constant(STATUSES),
                        in.constant(INTENTS),
                        in.truth(),
                        Values.list(in, Values::concept),
                        in.truth(),
                        Values.optional(in, Values::when),
                        Values.optional(in, Values::date),
                        Values.optional(in, Values::date),
                        Values.optional(in, Values::date),
                        Values.optional(in, Values::duration),
                        in.integer(),
                        Values.list(in, Values::concept),
                        Values.list(in, Values::code),
                        Values.list(in, Values::concept)),
                naming);
    }

    static void content(ByteSink out, MedicationContent content) {
        Values.optional(out, content.code(), Values::concept);
        Values.list(out, content.ingredients(), MedicationBytes::ingredient);
        Values.list(out, content.labels(), Values::code);
    }

    static MedicationContent content(ByteSource in) {
        return new MedicationContent(
                Values.optional(in, Values::concept),
                Values.list(in, MedicationBytes::ingredient),
                Values.list(in, Values::code));
    }

    private static void naming(ByteSink out, Naming naming) {
        if (naming instanceof Naming.ByReference reference) {
            out.number(1);
            out.text(reference.medicationId());
        } else if (naming instanceof Naming.Contained contained) {
            out.number(2);
            content(out, contained.content());
        } else {
            out.number(0);
        }
    }

    private static Naming naming(ByteSource in) {
        return switch (in.integer()) {
            case 0 -> Naming.SETTLED;
            case 1 -> new Naming.ByReference(in.text());
            default -> new Naming.Contained(content(in));
        };
    }

    private static void ingredient(ByteSink out, MedicationContent.Ingredient ingredient) {
        if (ingredient instanceof MedicationContent.Named named) {
            out.number(0);
            Values.concept(out, named.concept());
        } else if (ingredient instanceof MedicationContent.Referred referred) {
            out.number(1);
            out.text(referred.medicationId());
            out.text(referred.display());
        }
    }

    private static MedicationContent.Ingredient ingredient(ByteSource in) {
        return in.integer() == 0
                ? new MedicationContent.Named(Values.concept(in))
                : new MedicationContent.Referred(in.text(), in.text());
    }
}
