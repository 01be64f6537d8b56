// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The append-only steps of units. */
final class UnitSteps {

    private static final int LONGEST_DETAIL = 1000;
    private static final String INSERT =
            "insert into unit_step (unit_id, happened_at, kind, detail) values (?, ?, ?, ?)";

    private UnitSteps() {}

    static void add(Transaction transaction, UnitId unit, Step.Kind kind, String detail, Instant at) {
        transaction.update(INSERT, values(unit.number(), kind, detail, at));
    }

    static void addAll(Transaction transaction, List<Long> units, Step.Kind kind, String detail, Instant at) {
        List<Object[]> rows = new ArrayList<>();
        units.forEach(unit -> rows.add(values(unit, kind, detail, at)));
        transaction.updateAll(INSERT, rows);
    }

    static List<Step> of(Transaction transaction, UnitId unit) {
        return transaction.query(
                row -> new Step(row.instant("happened_at"), Step.Kind.ofCode(row.text("kind")), row.text("detail")),
                "select * from unit_step where unit_id = ? order by step_id",
                unit.number());
    }

    private static Object[] values(long unit, Step.Kind kind, String detail, Instant at) {
        String kept = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
        return new Object[] {unit, at, kind.code(), kept};
    }
}
