package treewarden.sdg.engine;

import java.util.List;

/**
 * How a run goes about its work.
 *
 * @param budgets a request is sent only where each of them has room for it
 */
public record EngineSettings(EngineLimits limits, PromptTokens tokens, List<Budget> budgets, Hedging hedging) {
    public EngineSettings {
        budgets = List.copyOf(budgets);
    }

    /** Without budgets, and nothing is asked twice; tokens are counted as characters over four. */
    public static EngineSettings of(EngineLimits limits) {
        return new EngineSettings(limits, PromptTokens.ABOUT, List.of(), Hedging.NEVER);
    }

    public EngineSettings withTokens(PromptTokens other) {
        return new EngineSettings(limits, other, budgets, hedging);
    }

    public EngineSettings withBudgets(List<Budget> others) {
        return new EngineSettings(limits, tokens, others, hedging);
    }

    public EngineSettings withHedging(Hedging other) {
        return new EngineSettings(limits, tokens, budgets, other);
    }
}
