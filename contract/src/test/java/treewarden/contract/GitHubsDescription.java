package treewarden.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.NormalisedPath;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolverFactory;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * GitHub's OpenAPI description of its REST API, which judges requests and answers alike.
 *
 * <p>What it cannot judge: permissions, rate limits, ETags, the length of comments, and that a completed check run needs
 * a conclusion. Extra properties are let through, since the validator takes every {@code allOf} for closed otherwise.
 */
final class GitHubsDescription {
    private static final String VERSION = "23.0.2";

    private final OpenApiInteractionValidator validator;

    private GitHubsDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** What the description says of these paths: {@code /repos/{owner}/{repo}/pulls}. */
    static GitHubsDescription of(Predicate<String> paths) {
        var file = NpmPackage.file("@octokit/openapi", VERSION, "generated/api.github.com.json");
        try {
            var description = (ObjectNode) new ObjectMapper().readTree(file.toFile());
            Excerpt.of(description, paths);
            dropDiscriminators(description);
            return new GitHubsDescription(
                    OpenApiInteractionValidator.createForInlineApiSpecification(description.toString())
                            .withLevelResolver(LevelResolverFactory.withAdditionalPropertiesIgnored())
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the description of GitHub's API cannot be read: " + file, e);
        }
    }

    /** GitHub names discriminators that are not required, which the validator refuses to judge by. */
    private static void dropDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("discriminator").isObject()) {
            object.remove("discriminator");
        }
        node.forEach(GitHubsDescription::dropDiscriminators);
    }

    List<Violation> violations(Exchange exchange) {
        var report = validator.validate(request(exchange), response(exchange));
        return report.getMessages().stream()
                .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                .flatMap(message -> innermost(message)
                        .map(inner -> new Violation(
                                endpoint(exchange, message), exchange.status(), inner.getKey(), inner.getMessage())))
                .toList();
    }

    /** Without our Accept header: the description knows {@code application/json} alone, and GitHub takes both. */
    private static Request request(Exchange exchange) {
        var request =
                new SimpleRequest.Builder(exchange.method(), exchange.url().encodedPath());
        for (var name : exchange.url().queryParameterNames()) {
            request.withQueryParam(name, exchange.url().queryParameterValues(name));
        }
        if (!exchange.requestBody().isEmpty()) {
            request.withContentType("application/json").withBody(exchange.requestBody());
        }
        return request.build();
    }

    private static SimpleResponse response(Exchange exchange) {
        var response = SimpleResponse.Builder.status(exchange.status());
        if (!exchange.responseBody().isEmpty()) {
            response.withContentType(exchange.contentType()).withBody(exchange.responseBody());
        }
        return response.build();
    }

    private static Stream<ValidationReport.Message> innermost(ValidationReport.Message message) {
        var nested = message.getNestedMessages();
        return nested.isEmpty() ? Stream.of(message) : nested.stream().flatMap(GitHubsDescription::innermost);
    }

    /** Method and path as described; as asked, where the description does not have it. */
    private static String endpoint(Exchange exchange, ValidationReport.Message message) {
        return exchange.method() + " "
                + message.getContext()
                        .flatMap(ValidationReport.MessageContext::getApiOperation)
                        .map(ApiOperation::getApiPath)
                        .map(NormalisedPath::original)
                        .orElse(exchange.url().encodedPath());
    }
}
