// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.rules.Evaluator;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListTerminology;
import java.nio.file.Path;
import java.util.Set;

/**
 * The model and its terminology, loaded and checked.
 *
 * @param evaluator judges facts; thread-safe
 * @param version which model it is
 */
public record ScreeningCore(Evaluator evaluator, ModelVersion version) {

    /** Loads a {@code model/} folder. Fails with the loaders' own exceptions, which name file, line and remedy. */
    public static ScreeningCore load(Path modelFolder) {
        Set<String> criteria = ModelLoader.criterionIds(modelFolder);
        CodeListTerminology terminology = CodeListTerminology.read(modelFolder, criteria);
        Model model = ModelLoader.load(modelFolder, terminology.contentHash()).withCodesFor(terminology.criteria());
        return new ScreeningCore(new Evaluator(model, terminology), model.version());
    }
}
