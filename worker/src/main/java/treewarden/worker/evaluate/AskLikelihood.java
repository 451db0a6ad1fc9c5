package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import treewarden.domain.Printable;

/**
 * Asks a model which choice it finds likeliest, by {@code /v1/completions} with {@code echo}: the sum of the logarithms over
 * all tokens of question and choice. The question is the same for each, so that its part makes no difference, and no
 * tokenizer has to be known.
 */
final class AskLikelihood {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final int LONGEST = 16 << 20;
    private static final int ATTEMPTS = 3;

    private final ExamModel model;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .callTimeout(Duration.ofMinutes(5))
            .readTimeout(Duration.ofMinutes(5))
            .followRedirects(false)
            .build();

    AskLikelihood(ExamModel model) {
        this.model = model;
    }

    /** The place of the likeliest choice, from 0; the first of equals. */
    int likeliest(ChoiceQuestion question) {
        var prompts = question.choices().stream()
                .map(choice -> question.prompt() + " " + choice)
                .toList();
        var sums = sums(prompts);
        int best = 0;
        for (int i = 1; i < sums.size(); i++) {
            if (sums.get(i) > sums.get(best)) {
                best = i;
            }
        }
        return best;
    }

    private List<Double> sums(List<String> prompts) {
        var body = JSON.createObjectNode()
                .put("model", model.name())
                // One more token, since not all servers take none; it is left out of the sum.
                .put("max_tokens", 1)
                .put("temperature", 0)
                .put("echo", true)
                .put("logprobs", 1);
        prompts.forEach(body.putArray("prompt")::add);
        var choices = ask(body).path("choices");
        if (choices.size() != prompts.size()) {
            throw new EvaluationException("the server of " + model.name() + " answered " + choices.size() + " of "
                    + prompts.size() + " prompts");
        }
        var sums = new ArrayList<Double>();
        for (int i = 0; i < prompts.size(); i++) {
            sums.add(sum(choices.get(i)));
        }
        return sums;
    }

    /** Of all tokens but the first, which has nothing before it, and the last, which the model wrote. */
    private double sum(JsonNode choice) {
        var likely = choice.path("logprobs").path("token_logprobs");
        if (likely.size() < 2) {
            throw new EvaluationException("the server of " + model.name()
                    + " does not tell how likely a text is (/v1/completions with echo and logprobs); use one that does,"
                    + " such as vLLM's, or leave the multiple-choice questions out");
        }
        double sum = 0;
        for (int i = 0; i < likely.size() - 1; i++) {
            sum += likely.get(i).isNumber() ? likely.get(i).asDouble() : 0;
        }
        return sum;
    }

    private JsonNode ask(JsonNode body) {
        var request = new Request.Builder()
                .url(model.url() + "/completions")
                .post(RequestBody.create(body.toString(), TYPE))
                .build();
        for (int attempt = 1; ; attempt++) {
            try (var response = client.newCall(request).execute()) {
                var bytes = response.body().byteStream().readNBytes(LONGEST);
                if (response.code() == 200) {
                    return JSON.readTree(bytes);
                }
                var said = new String(bytes, 0, Math.min(bytes.length, 500), StandardCharsets.UTF_8);
                throw new EvaluationException("the server of " + model.name() + " answered " + response.code()
                        + " to a multiple-choice question: " + Printable.plain(said));
            } catch (JsonProcessingException e) {
                throw new EvaluationException("the server of " + model.name() + " answered no JSON", e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new EvaluationException(
                            "the server of " + model.name() + " did not answer (" + e.getMessage() + ")", e);
                }
            }
        }
    }
}
