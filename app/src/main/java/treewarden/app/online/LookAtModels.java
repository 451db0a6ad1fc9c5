package treewarden.app.online;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Secret;

/** Whether a server serves the model that it is configured for: its list of models is asked, and no question. */
final class LookAtModels {
    /** A list of models is short; more is not one. */
    private static final int LARGEST_LIST = 1 << 20;

    /** More names help nobody who looks for the right one. */
    private static final int NAMES_SHOWN = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http;

    LookAtModels(OkHttpClient http) {
        this.http = http.newBuilder().followRedirects(false).build();
    }

    /** @param role what the model is to us, such as {@code teacher} */
    Seen look(String role, URI url, String model, @Nullable Secret key) {
        var told = "the " + role + " at " + url;
        var address = url.toString().replaceAll("/+$", "") + "/models";
        var request = new Request.Builder().url(address);
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        try (var response = http.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                return refused(told, response.code());
            }
            var list = response.body().byteStream().readNBytes(LARGEST_LIST + 1);
            return list.length > LARGEST_LIST
                    ? Seen.problem(told + " answers with more than a list of models; check the address")
                    : compare(told, model, JSON.readTree(list));
        } catch (JsonProcessingException e) {
            return Seen.problem(
                    told + " does not answer in JSON; check the address, which ends in /v1 for most servers");
        } catch (IOException e) {
            return Seen.problem(told + " does not answer: " + Printable.plain(String.valueOf(e.getMessage())));
        }
    }

    private static Seen refused(String told, int status) {
        return switch (status) {
            case 401, 403 -> Seen.problem(told + " does not accept the API key (" + status + ")");
            case 404 -> Seen.remark(told + " answers, and has no list of models to compare with");
            default -> Seen.problem(told + " answered " + status + " when asked for its models");
        };
    }

    private static Seen compare(String told, String model, JsonNode answer) {
        Set<String> names = new TreeSet<>();
        answer.path("data").forEach(one -> names.add(one.path("id").asText("")));
        if (names.contains(model)) {
            return Seen.fine(told + " serves " + model);
        }
        List<String> shown = new ArrayList<>(names.stream().limit(NAMES_SHOWN).toList());
        return Seen.problem(told + " does not serve " + model + "; it has: "
                + shown.stream().map(Printable::plain).collect(Collectors.joining(", ")));
    }
}
