package treewarden.templates.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.FatalTemplateErrorsException;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.tree.TreeParser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** Jinjava with everything taken away that a prompt does not need: see {@link DataOnly} for what a template can see. */
final class Sandbox {
    /** Characters that one rendering may produce: several times the longest document that fits a teacher's context. */
    static final long LONGEST = 4L << 20;

    /** Nodes that one rendering may visit: bounds loops inside loops that write nothing. */
    private static final int MOST_STEPS = 20_000;

    private static final int MOST_ITEMS = 10_000;
    private static final int LONGEST_RANGE = 1_000;
    private static final int DEEPEST = 20;

    private static final Set<String> TAGS = Set.of("if", "elif", "else", "for", "set", "raw");
    private static final Set<String> FUNCTIONS = Set.of(":range");
    private static final Set<String> FILTERS = Set.of(
            "abs",
            "capitalize",
            "count",
            "d",
            "default",
            "first",
            "float",
            "int",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "replace",
            "reverse",
            "round",
            "sort",
            "string",
            "sum",
            "title",
            "tojson",
            "trim",
            "truncate",
            "unique",
            "upper",
            "wordcount");

    /** The engine's own name for itself, which no template has a use for. */
    private static final Pattern ENGINE = Pattern.compile("____int3rpr3t3r____|____context____");

    /** Where the engine by default differs from Python's Jinja; but a name may stand right after its braces. */
    private static final LegacyOverrides AS_PYTHON = LegacyOverrides.newBuilder()
            .withEvaluateMapKeys(true)
            .withIterateOverMapKeys(true)
            .withUseNaturalOperatorPrecedence(true)
            .withParseWhitespaceControlStrictly(true)
            .withAllowAdjacentTextNodes(true)
            .withUseTrimmingForNotesAndExpressions(true)
            .withKeepNullableLoopValues(true)
            .withHandleBackslashInQuotesOnly(true)
            .build();

    private static final Jinjava ENGINE_OF_ALL = engine();
    private static final ThreadLocal<int[]> STEPS = ThreadLocal.withInitial(() -> new int[1]);

    private Sandbox() {}

    private static Jinjava engine() {
        var everything = new Jinjava().getGlobalContext();
        var end = Pattern.compile("end.*");
        Predicate<String> otherTag =
                name -> !TAGS.contains(name) && !end.matcher(name).matches();
        Map<Library, Set<String>> disabled = Map.of(
                Library.TAG, names(everything.getAllTags(), otherTag),
                Library.FILTER, names(everything.getAllFilters(), name -> !FILTERS.contains(name)),
                Library.FUNCTION, names(everything.getAllFunctions(), name -> !FUNCTIONS.contains(name)));
        return new Jinjava(JinjavaConfig.newBuilder()
                .withDisabled(disabled)
                .withElResolver(new DataOnly())
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withKeepTrailingNewline(true)
                .withMaxOutputSize(LONGEST)
                .withMaxStringLength(LONGEST)
                .withMaxRenderDepth(DEEPEST)
                .withMaxListSize(MOST_ITEMS)
                .withMaxMapSize(MOST_ITEMS)
                .withRangeLimit(LONGEST_RANGE)
                .withEnableFilterChainOptimization(true)
                .withLegacyOverrides(AS_PYTHON)
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor((node, interpreter) -> countStep(node.getLineNumber()))
                        .build())
                .build());
    }

    private static Set<String> names(Collection<? extends Importable> all, Predicate<String> which) {
        return all.stream().map(Importable::getName).filter(which).collect(Collectors.toUnmodifiableSet());
    }

    private static void countStep(int line) {
        if (++STEPS.get()[0] > MOST_STEPS) {
            throw new TooManySteps(line);
        }
    }

    static void check(String name, String source) {
        if (ENGINE.matcher(source).find()) {
            throw new JinjaException(name, "it names the engine's own variables, which a template must not");
        }
        var interpreter = ENGINE_OF_ALL.newInterpreter();
        JinjavaInterpreter.pushCurrent(interpreter);
        try {
            new TreeParser(interpreter, source).buildTree();
        } catch (InterpretException e) {
            throw new JinjaException(name, Printable.plain(String.valueOf(e.getMessage())));
        } finally {
            JinjavaInterpreter.popCurrent();
        }
        complainOf(name, interpreter.getErrors());
    }

    static String render(String name, String source, Map<String, ?> values) {
        values.forEach((variable, value) -> requireData(name, variable, value, 0));
        STEPS.get()[0] = 0;
        try {
            var result = ENGINE_OF_ALL.renderForResult(source, values);
            complainOf(name, result.getErrors());
            return result.getOutput();
        } catch (FatalTemplateErrorsException e) {
            e.getErrors().forEach(error -> complainOf(name, List.of(error)));
            throw new JinjaException(name, Printable.plain(String.valueOf(e.getMessage())));
        } catch (TooManySteps e) {
            throw new JinjaException(name, String.valueOf(e.getMessage()));
        }
    }

    private static void complainOf(String name, List<TemplateError> errors) {
        for (var error : errors) {
            Throwable cause = error.getException();
            while (cause != null) {
                if (cause instanceof TooManySteps) {
                    throw new JinjaException(name, String.valueOf(cause.getMessage()));
                }
                if (cause instanceof UnknownTokenException unknown) {
                    throw new JinjaException(
                            name,
                            "line " + error.getLineno() + " asks for the variable "
                                    + Printable.quoted(unknown.getToken().strip()) + ", which is not provided");
                }
                cause = cause.getCause();
            }
            throw new JinjaException(name, "line " + error.getLineno() + ": " + Printable.plain(error.getMessage()));
        }
    }

    private static void requireData(String name, String variable, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new JinjaException(name, "the value of " + Printable.quoted(variable) + " is nested too deeply");
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> requireData(name, variable, item, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> requireData(name, variable, item, depth + 1));
        } else if (value != null && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new JinjaException(
                    name, "the value of " + Printable.quoted(variable) + " is no text, number, boolean, list or map");
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps(int line) {
            super("rendering takes more than " + MOST_STEPS + " steps; look at the loop around line " + line);
        }
    }
}
