// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.UnitFamily.Conversion;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code model/observations/units.yaml}. */
final class UnitFileReader {

    static final Set<String> KEYS = Set.of("families");
    static final Set<String> FAMILY_KEYS = Set.of("id", "unit", "without-unit", "units");
    static final Set<String> UNIT_KEYS = Set.of("code", "also", "minus", "times", "per", "source");

    private UnitFileReader() {}

    static Map<String, UnitFamily> read(YamlMap map) {
        map.only(KEYS);
        Map<String, UnitFamily> families = new HashMap<>();
        map.maps("families", UnitFileReader::family).forEach(family -> {
            if (families.put(family.id(), family) != null) {
                throw map.fault("families", "the family '" + family.id() + "' stands twice", "keep one");
            }
        });
        return families;
    }

    private static UnitFamily family(YamlMap map) {
        map.only(FAMILY_KEYS);
        Map<String, Conversion> conversions = new HashMap<>();
        map.maps("units", unit -> add(unit.only(UNIT_KEYS), conversions));
        Conversion own = conversions.get(map.text("unit"));
        if (own == null || !own.sameAs(Conversion.NONE)) {
            throw map.fault(
                    "unit", "the unit of the family is not among its units as it is", "list it without factors");
        }
        return new UnitFamily(map.text("id"), conversions, map.flag("without-unit", false));
    }

    private static Conversion add(YamlMap unit, Map<String, Conversion> conversions) {
        Conversion conversion = new Conversion(
                unit.optionalDecimal("minus").orElse(BigDecimal.ZERO),
                unit.optionalDecimal("times").orElse(BigDecimal.ONE),
                unit.optionalDecimal("per").orElse(BigDecimal.ONE));
        if (conversion.times().signum() <= 0 || conversion.per().signum() <= 0) {
            throw unit.fault("times", "a factor is not positive", "write a number above 0");
        }
        put(unit, "code", unit.text("code"), conversion, conversions);
        unit.words("also").forEach(written -> put(unit, "also", written, conversion, conversions));
        return conversion;
    }

    private static void put(
            YamlMap unit, String key, String written, Conversion conversion, Map<String, Conversion> conversions) {
        if (conversions.put(written, conversion) != null) {
            throw unit.fault(key, "the unit '" + written + "' stands twice", "keep one of them");
        }
    }
}
