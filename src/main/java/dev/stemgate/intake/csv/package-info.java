/** CSV files by a mapping file a source: columns become elements of FHIR R4 resources; each row keeps its line number. */
package dev.stemgate.intake.csv;
