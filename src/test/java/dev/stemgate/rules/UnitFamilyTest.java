// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ObservationValue.Comparator;
import dev.stemgate.model.ObservationValue.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The units that are shipped: converted, or refused. */
class UnitFamilyTest {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Map<String, UnitFamily> FAMILIES =
            UnitFileReader.read(YamlFile.read(ShippedModelTest.MODEL.resolve("observations/units.yaml")));

    @ParameterizedTest(name = "{1} {2} is {3} of {0}")
    @CsvSource({
        "cells, 150, 10*9/L, 150",
        "cells, 150, 10*3/uL, 150",
        "cells, 150000, /uL, 150",
        "cells, 150000, {cells}/uL, 150",
        "cells, 150, 10*3{platelets}/uL, 150",
        "cells, 150000000000, /L, 150",
        "cells, 0.15, 10*6/uL, ",
        "cells, 150, g/L, ",
        "temperature, 100.4, [degF], 38.0",
        "temperature, 311.15, K, 38.00",
        "temperature, 38, Cel, 38",
        "temperature, 38, cel, ",
        "percent, 6.5, %, 6.5",
        "percent, 48, mmol/mol, ",
        "filtration, 29, mL/min/{1.73_m2}, 29",
        "filtration, 29, mL/min, ",
        "score, 4, {score}, 4",
        "score, 4, '', 4",
        "percent, 4, '', ",
    })
    void convertsWhatItKnows(String family, BigDecimal number, String unit, BigDecimal expected) {
        Optional<BigDecimal> found = FAMILIES.get(family)
                .convert(new Quantity(number, Comparator.EXACT, unit.isEmpty() ? "" : UCUM, unit, ""));
        assertThat(found.isPresent()).isEqualTo(expected != null);
        found.ifPresent(value -> assertThat(value).isEqualByComparingTo(expected));
    }

    @Test
    void aCodeOfAnotherSystemIsNotReadEvenWithAText() {
        assertThat(FAMILIES.get("temperature")
                        .convert(new Quantity(BigDecimal.TEN, Comparator.EXACT, "http://example.org", "Cel", "Cel")))
                .isEmpty();
    }

    @Test
    void aCodeAndATextThatMeanDifferentUnitsAreNotRead() {
        UnitFamily temperature = FAMILIES.get("temperature");
        assertThat(temperature.convert(new Quantity(BigDecimal.TEN, Comparator.EXACT, UCUM, "Cel", "°F")))
                .isEmpty();
        assertThat(temperature.convert(new Quantity(BigDecimal.TEN, Comparator.EXACT, UCUM, "Cel", "degrees")))
                .contains(BigDecimal.TEN);
    }
}
