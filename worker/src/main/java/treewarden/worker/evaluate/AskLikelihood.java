package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.RetryPolicy;

/**
 * Asks a model which choice it finds likeliest, by {@code /v1/completions} with {@code echo}: the sum of the logarithms over
 * all tokens of question and choice. The question is the same for each, so that its part makes no difference, and no
 * tokenizer has to be known.
 */
final class AskLikelihood {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final int LONGEST = 16 << 20;

    /** Its server may be full, or another model's weights still be on the way: half a minute in all. */
    static final RetryPolicy PATIENT =
            new RetryPolicy(7, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** How servers say that a text is longer than their context: vLLM's, llama.cpp's, ours, and OpenAI's own code. */
    private static final Pattern TOO_LONG = Pattern.compile(
            "context_length_exceeded|exceed_context_size|maximum context length|maximum model length"
                    + "|max_model_len|available context size",
            Pattern.CASE_INSENSITIVE);

    private final ExamModel model;
    private final RetryPolicy retries;
    private final Random random = new Random();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .callTimeout(Duration.ofMinutes(5))
            .readTimeout(Duration.ofMinutes(5))
            .followRedirects(false)
            .build();

    AskLikelihood(ExamModel model, RetryPolicy retries) {
        this.model = model;
        this.retries = retries;
    }

    /**
     * The place of the likeliest choice, from 0; the first of equals. Empty where the question is longer than the model's
     * context.
     *
     * @throws EvaluationException where the server does not answer, or cannot tell
     */
    OptionalInt likeliest(ChoiceQuestion question) {
        var prompts = question.choices().stream()
                .map(choice -> question.prompt() + " " + choice)
                .toList();
        var found = sums(prompts);
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        var sums = found.get();
        int best = 0;
        for (int i = 1; i < sums.size(); i++) {
            if (sums.get(i) > sums.get(best)) {
                best = i;
            }
        }
        return OptionalInt.of(best);
    }

    private Optional<List<Double>> sums(List<String> prompts) {
        var body = JSON.createObjectNode()
                .put("model", model.name())
                // One more token, since not all servers take none; it is left out of the sum.
                .put("max_tokens", 1)
                .put("temperature", 0)
                .put("echo", true)
                .put("logprobs", 1);
        prompts.forEach(body.putArray("prompt")::add);
        var answer = ask(body);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var choices = answer.get().path("choices");
        if (choices.size() != prompts.size()) {
            throw new EvaluationException("the server of " + model.name() + " answered " + choices.size() + " of "
                    + prompts.size() + " prompts");
        }
        var sums = new ArrayList<Double>();
        for (int i = 0; i < prompts.size(); i++) {
            sums.add(sum(choices.get(i)));
        }
        return Optional.of(sums);
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

    /** Empty where it is longer than the model's context. */
    private Optional<JsonNode> ask(JsonNode body) {
        var request = new Request.Builder()
                .url(model.url() + "/completions")
                .post(RequestBody.create(body.toString(), TYPE))
                .build();
        for (int attempt = 1; ; attempt++) {
            String trouble;
            var wait = retries.waitAfter(attempt, random);
            try (var response = client.newCall(request).execute()) {
                var bytes = response.body().byteStream().readNBytes(LONGEST);
                if (response.code() == 200) {
                    return Optional.of(JSON.readTree(bytes));
                }
                var said = new String(bytes, 0, Math.min(bytes.length, 500), StandardCharsets.UTF_8);
                if (response.code() == 400 && TOO_LONG.matcher(said).find()) {
                    return Optional.empty();
                }
                trouble = "answered " + response.code() + " to a multiple-choice question: " + Printable.plain(said);
                if (response.code() != 429 && response.code() < 500) {
                    throw new EvaluationException("the server of " + model.name() + " " + trouble);
                }
                wait = wanted(response, wait);
            } catch (JsonProcessingException e) {
                throw new EvaluationException("the server of " + model.name() + " answered no JSON", e);
            } catch (IOException e) {
                trouble = "did not answer (" + e.getMessage() + ")";
            }
            if (attempt == retries.attempts() || wait.compareTo(retries.patience()) > 0) {
                throw new EvaluationException("the server of " + model.name() + " " + trouble);
            }
            rest(wait);
        }
    }

    /** As long as the server wants, in whole seconds, if it wants more than we would wait. */
    private static Duration wanted(Response response, Duration ours) {
        var asked = response.header("Retry-After", "");
        var theirs = Duration.ofSeconds(asked.matches("\\d{1,6}") ? Long.parseLong(asked) : 0);
        return theirs.compareTo(ours) > 0 ? theirs : ours;
    }

    private static void rest(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while a model was asked");
        }
    }
}
