package treewarden.sdg.mix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import treewarden.domain.release.KeptOut;

/**
 * What a row of a data set was made of, by its own {@code provenance}, which {@link Provenance} writes: in whichever run that
 * was. Of a row without, nothing is known.
 *
 * @param leaf its folder; empty where nothing is said
 * @param pullRequests that touched it, each such as {@code #12}
 */
public record MadeOf(String leaf, List<String> pullRequests) {
    private static final Pattern FILE = Pattern.compile("/qna\\.yaml$");

    public MadeOf {
        pullRequests = List.copyOf(pullRequests);
    }

    /** What a row says of itself. */
    public static MadeOf of(JsonNode row) {
        var provenance = metadata(row).path("provenance");
        var pullRequests = new ArrayList<String>();
        pullRequests.add(provenance.path("pull_request").asText(""));
        provenance.path("pull_requests").forEach(one -> pullRequests.add(one.asText("")));
        return new MadeOf(
                FILE.matcher(provenance.path("leaf").asText("")).replaceFirst(""),
                pullRequests.stream().filter(one -> !one.isEmpty()).distinct().toList());
    }

    /** An object, or a text that holds one: rows have both. */
    private static JsonNode metadata(JsonNode row) {
        var metadata = row.path("metadata");
        try {
            return metadata.isTextual() ? Json.MAPPER.readTree(metadata.asText()) : metadata;
        } catch (JsonProcessingException e) {
            // Whoever needs metadata that can be read says so; this row tells nothing of where it is from.
            return Json.MAPPER.createObjectNode();
        }
    }

    public boolean isKeptOut(KeptOut keptOut) {
        return keptOut.covers(leaf, pullRequests);
    }
}
