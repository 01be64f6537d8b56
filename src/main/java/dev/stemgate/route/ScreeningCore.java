// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.Code;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.rules.Criterion;
import dev.stemgate.rules.Evaluator;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListTerminology;
import dev.stemgate.terminology.LocalRow;
import dev.stemgate.terminology.ObservationQuestions;
import dev.stemgate.terminology.TerminologyFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The model and its terminology, loaded and checked.
 *
 * @param evaluator judges facts; thread-safe
 * @param version which model it is
 * @param terminology what the evaluator classifies by
 * @param observationQuestions codes of the Observations whose value the model asks for
 */
public record ScreeningCore(
        Evaluator evaluator, ModelVersion version, CodeListTerminology terminology, List<Code> observationQuestions) {

    public ScreeningCore {
        observationQuestions = List.copyOf(observationQuestions);
    }

    /** Loads a {@code model/} folder with the local map that stands in it. */
    public static ScreeningCore load(Path modelFolder) {
        return load(modelFolder, modelFolder.resolve("local-codes"));
    }

    /**
     * Loads a {@code model/} folder and the site's local map. Fails with the loaders' own exceptions, which name file, line and
     * remedy.
     *
     * @param localCodes folder with the local map, read beside {@code local-codes} of the model folder
     */
    public static ScreeningCore load(Path modelFolder, Path localCodes) {
        Set<String> criteria = ModelLoader.criterionIds(modelFolder);
        CodeListTerminology terminology = CodeListTerminology.read(
                modelFolder, criteria, List.of(modelFolder.resolve("local-codes"), localCodes));
        Model model = ModelLoader.load(modelFolder, terminology.contentHash()).withCodesFor(terminology.criteria());
        List<TerminologyFileException> unread = new UnreadRows(model, terminology).among(terminology.localRows());
        if (!unread.isEmpty()) {
            throw unread.get(0);
        }
        return new ScreeningCore(
                new Evaluator(model, terminology),
                model.version(),
                terminology,
                ObservationQuestions.read(modelFolder));
    }

    /** What is wrong with further rows of the local map; empty when they can be added. */
    public List<TerminologyFileException> problemsOf(List<LocalRow> further) {
        Model model = evaluator.model();
        Set<String> criteria = model.criteria().stream().map(Criterion::id).collect(Collectors.toSet());
        List<TerminologyFileException> problems = new ArrayList<>(terminology.problemsOf(further, criteria));
        problems.addAll(new UnreadRows(model, terminology).among(further));
        problems.sort(Comparator.comparing(TerminologyFileException::line));
        return problems;
    }
}
