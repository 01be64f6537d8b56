-- The FHIR server's own database; the bridge's is made by the image from POSTGRES_DB.
create database fhir owner stemgate;
