// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.Code;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.rules.Evaluator;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.ObservationQuestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The model and its terminology, loaded and checked.
 *
 * @param evaluator judges facts; thread-safe
 * @param version which model it is
 * @param observationQuestions codes of the Observations whose value the model asks for
 */
public record ScreeningCore(Evaluator evaluator, ModelVersion version, List<Code> observationQuestions) {

    public ScreeningCore {
        observationQuestions = List.copyOf(observationQuestions);
    }

    /** Loads a {@code model/} folder. Fails with the loaders' own exceptions, which name file, line and remedy. */
    public static ScreeningCore load(Path modelFolder) {
        Set<String> criteria = ModelLoader.criterionIds(modelFolder);
        CodeListTerminology terminology = CodeListTerminology.read(modelFolder, criteria);
        Model model = ModelLoader.load(modelFolder, terminology.contentHash()).withCodesFor(terminology.criteria());
        return new ScreeningCore(
                new Evaluator(model, terminology), model.version(), ObservationQuestions.read(modelFolder));
    }
}
