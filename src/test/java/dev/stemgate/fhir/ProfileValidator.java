// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Validates resources with the HAPI validator against R4 and everything in {@code fhir-profiles/}. Our own code systems are
 * checked strictly, displays included; codes of systems that need a terminology server (SNOMED CT, ICD, RxNorm) are not
 * failed for the lack of one. Building one takes seconds: use {@link #shared()}. Thread-safe.
 */
public final class ProfileValidator {

    /** The folder with our profiles, relative to the project. */
    public static final Path FOLDER = Path.of("fhir-profiles");

    private final FhirContext context = FhirContext.forR4();
    private final FhirValidator validator;

    /** One thing that the validator found; {@code location} is a FHIRPath. */
    public record Issue(ResultSeverityEnum severity, String location, String message) {
        public boolean isError() {
            return severity.ordinal() >= ResultSeverityEnum.ERROR.ordinal();
        }
    }

    private static final class Holder {
        private static final ProfileValidator SHARED = new ProfileValidator(FOLDER);
    }

    private ProfileValidator(Path folder) {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        for (Path file : definitions(folder)) {
            ours.addResource(context.newJsonParser().parseResource(read(file)));
        }
        InMemoryTerminologyServerValidationSupport terminology =
                new InMemoryTerminologyServerValidationSupport(context);
        terminology.setIssueSeverityForCodeDisplayMismatch(IssueSeverity.ERROR);
        UnknownCodeSystemWarningValidationSupport unknownSystems =
                new UnknownCodeSystemWarningValidationSupport(context);
        unknownSystems.setNonExistentCodeSystemSeverity(IssueSeverity.INFORMATION);
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                terminology,
                new SnapshotGeneratingValidationSupport(context),
                unknownSystems));
        instances.setErrorForUnknownProfiles(true);
        instances.setAnyExtensionsAllowed(false);
        validator = context.newValidator().registerValidatorModule(instances);
    }

    /** The validator that all tests of one JVM share. */
    public static ProfileValidator shared() {
        return Holder.SHARED;
    }

    /** All StructureDefinitions, CodeSystems and ValueSets of the folder. */
    public static List<Path> definitions(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the validator says of a resource in JSON. */
    public List<Issue> validate(String json) {
        return validator.validateWithResult(json).getMessages().stream()
                .map(message -> new Issue(message.getSeverity(), message.getLocationString(), message.getMessage()))
                .toList();
    }

    /** The errors alone; empty means valid. */
    public List<Issue> errors(String json) {
        return validate(json).stream().filter(Issue::isError).toList();
    }

    /** The errors alone; the resource is encoded with the versions of its references. */
    public List<Issue> errors(IBaseResource resource) {
        return errors(
                context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
