// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The Patients of a Group (FHIR R4, Group.member): who is inactive in it does not count.
 *
 * @param patientIds in the order of the Group
 * @param others members that are no Patient of this EHR, or that are named by an identifier only
 */
record GroupMembers(List<String> patientIds, int others) {

    GroupMembers {
        patientIds = List.copyOf(patientIds);
    }

    static GroupMembers of(ObjectNode group, References references) {
        List<String> ids = new ArrayList<>();
        int others = 0;
        for (JsonNode member : group.path("member")) {
            if (member.path("inactive").asBoolean(false)) {
                continue;
            }
            String reference = member.path("entity").path("reference").asText(null);
            var id = references.idOf(reference, "Patient");
            if (id.isPresent()) {
                ids.add(id.get());
            } else {
                others++;
            }
        }
        return new GroupMembers(ids, others);
    }
}
