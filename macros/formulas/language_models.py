"""Language models: judges and comparisons, the cost of tokens and what a cache saves, accelerators and their load."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Estimate, Result, Source, formula
from macros.formulas.primitives import ceil, normal_quantile, sqrt, square

COHEN = Source(
    "Cohen (1960), A coefficient of agreement for nominal scales", "https://doi.org/10.1177/001316446002000104"
)
FLEISS_COHEN_EVERITT = Source(
    "Fleiss, Cohen and Everitt (1969), Large sample standard errors of kappa and weighted kappa",
    "https://doi.org/10.1037/h0028106",
)
BONETT_PRICE = Source(
    "Bonett and Price (2012), Adjusted Wald confidence interval for a difference of binomial proportions based on "
    "paired data",
    "https://doi.org/10.3102/1076998611411915",
)
TOKEN_PRICES = Source(
    "FinOps Foundation, How to build a generative AI cost and usage tracker",
    "https://www.finops.org/wg/how-to-build-a-generative-ai-cost-and-usage-tracker/",
)
PROMPT_CACHE = Source(
    "OpenRouter, Prompt caching: what providers charge for writing to a cache and for reading from it",
    "https://openrouter.ai/docs/features/prompt-caching",
)
NVIDIA_METRICS = Source(
    "NVIDIA NIM, LLM inference benchmarking: Metrics",
    "https://docs.nvidia.com/nim/benchmarking/llm/metrics",
)
UTILISATION_LAW = Source(
    "Denning and Buzen (1978), The operational analysis of queueing network models, on utilisation",
    "https://doi.org/10.1145/356733.356735",
)
SRE_CAPACITY = Source(
    "Site Reliability Engineering, chapter 18: Software engineering in SRE, on capacity and spares",
    "https://sre.google/sre-book/software-engineering-in-sre/",
)

Confidence = Annotated[float, Argument("%", above=0, below=1)]
Cases = Annotated[float, Argument("count", at_least=0, whole=True)]
SomeCases = Annotated[float, Argument("count", above=0, whole=True)]
Tokens = Annotated[float, Argument("tokens a request", at_least=0)]
Price = Annotated[float, Argument("$ per million tokens", at_least=0)]
Load = Annotated[float, Argument(ANY, at_least=0)]
Throughput = Annotated[float, Argument(ANY, above=0)]


@formula(
    title="Cohen's kappa with its interval",
    unit="",
    decimals=2,
    sources=[COHEN, FLEISS_COHEN_EVERITT],
)
def cohens_kappa(
    both_yes: SomeCases,
    both_no: SomeCases,
    disagreed: SomeCases,
    only_first_yes: Annotated[float, Argument("count", at_least=0, at_most="disagreed", whole=True)],
    confidence: Confidence,
) -> Result:
    """Agreement of two raters who say yes or no, beyond chance, with its large-sample interval.

    Args:
        both_yes: cases to which both said yes, a whole number above 0.
        both_no: cases to which both said no, a whole number above 0.
        disagreed: cases on which they differed, a whole number above 0.
        only_first_yes: those of them to which the first rater said yes, a whole number from 0 to `disagreed`.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        1 for full agreement, 0 for what chance would give, negative for less than chance; the interval within −1 to 1.

    Raises:
        PlaybookError: a count isn't whole, or the raters never agreed on a yes, never on a no, or never differed: the
            error of the large sample would then be 0 or rest on nothing.

    >>> round(cohens_kappa(both_yes=20, both_no=15, disagreed=15, only_first_yes=5, confidence=0.95).value, 12)
    0.4
    """
    cases = both_yes + both_no + disagreed
    first_yes = (both_yes + only_first_yes) / cases
    second_yes = (both_yes + disagreed - only_first_yes) / cases
    agreed = (both_yes + both_no) / cases
    chance = first_yes * second_yes + (1 - first_yes) * (1 - second_yes)
    kappa = (agreed - chance) / (1 - chance)
    yes_part = both_yes / cases * square(1 - (first_yes + second_yes) * (1 - kappa))
    no_part = both_no / cases * square(1 - (2 - first_yes - second_yes) * (1 - kappa))
    first_part = only_first_yes / cases * square(1 - first_yes + second_yes)
    second_part = (disagreed - only_first_yes) / cases * square(1 + first_yes - second_yes)
    spread = yes_part + no_part + square(1 - kappa) * (first_part + second_part)
    variance = (spread - square(kappa - chance * (1 - kappa))) / (square(1 - chance) * cases)
    margin = normal_quantile((1 + confidence) / 2) * sqrt(variance)
    return Estimate(kappa, low=max(-1, kappa - margin), high=min(1, kappa + margin))


@formula(title="Win rate with its interval", unit="%", decimals=1, sources=[BONETT_PRICE])
def win_rate(
    wins: Cases,
    ties: Cases,
    losses: Cases,
    confidence: Annotated[float, Argument("%", at_least=0.8, below=1)],
) -> Result:
    """Share of paired comparisons that a version wins, a tie counting as half, with the interval of Bonett and Price.

    Args:
        wins: cases in which the version was preferred, a whole number from 0.
        ties: cases in which neither was preferred, a whole number from 0.
        losses: cases in which the other was preferred, a whole number from 0.
        confidence: confidence level, a fraction from 0.8 and below 1; below that the interval could miss the rate.

    Returns:
        The rate and its interval as fractions from 0 to 1, where one half is a draw.

    Raises:
        PlaybookError: a count is negative or not whole, nothing was compared or the confidence is out of range.

    >>> win_rate(wins=50, ties=20, losses=30, confidence=0.95).value
    0.6
    """
    cases = wins + ties + losses
    wins_share = (wins + 1) / (cases + 2)
    losses_share = (losses + 1) / (cases + 2)
    lead = wins_share - losses_share
    margin = normal_quantile((1 + confidence) / 2) * sqrt((wins_share + losses_share - square(lead)) / (cases + 2))
    return Estimate(
        (wins + ties / 2) / cases, low=max(0, (1 + lead - margin) / 2), high=min(1, (1 + lead + margin) / 2)
    )


@formula(title="Token cost per thousand requests", unit="$ per 1,000", decimals=2, sources=[TOKEN_PRICES])
def token_cost(input_tokens: Tokens, output_tokens: Tokens, input_price: Price, output_price: Price) -> float:
    """Cost of a thousand requests to a language model that is priced by tokens.

    Args:
        input_tokens: mean tokens that a request sends, from 0: instructions, examples, context and question.
        output_tokens: mean tokens that it gets back, from 0, those of hidden reasoning included.
        input_price: price of input in $ per million tokens, from 0.
        output_price: price of output in $ per million tokens, from 0.

    Returns:
        Money in $ per 1,000 requests.

    Raises:
        PlaybookError: an argument is negative.

    >>> token_cost(input_tokens=2_000, output_tokens=500, input_price=1.00, output_price=4.00)
    4.0
    """
    return (input_tokens * input_price + output_tokens * output_price) / 1000


@formula(title="Saving by a prompt cache", unit="%", decimals=0, sources=[PROMPT_CACHE])
def caching_saving(
    input_tokens: Tokens,
    prefix_tokens: Annotated[float, Argument("tokens a request", at_least=0, at_most="input_tokens")],
    output_tokens: Tokens,
    hit_rate: Annotated[float, Argument("%", at_least=0, at_most=1)],
    input_price: Price,
    read_price: Price,
    write_price: Price,
    output_price: Price,
) -> float:
    """Share of the token cost that a cache of the prompt's beginning saves.

    Args:
        input_tokens: mean tokens that a request sends, from 0.
        prefix_tokens: those at its beginning that all requests share and the cache keeps, from 0 to `input_tokens`.
        output_tokens: mean tokens that a request gets back, from 0.
        hit_rate: share of requests that find the beginning in the cache, a fraction from 0 to 1.
        input_price: price of input without a cache in $ per million tokens, from 0.
        read_price: price of input read from the cache in $ per million tokens, from 0.
        write_price: price of input written to the cache, which a miss pays, in $ per million tokens, from 0.
        output_price: price of output in $ per million tokens, from 0.

    Returns:
        A fraction of the cost without a cache, at most 1; negative when hits are too rare to pay for the writing.

    Raises:
        PlaybookError: an argument is out of range, or the requests cost nothing without a cache.

    >>> caching_saving(2_000, 1_600, 500, 0.75, input_price=1, read_price=0.25, write_price=1, output_price=4)
    0.225
    """
    cached_price = hit_rate * read_price + (1 - hit_rate) * write_price
    cost = input_tokens * input_price + output_tokens * output_price
    return prefix_tokens * (input_price - cached_price) / cost


@formula(title="Token throughput", unit="tokens a second", decimals=0, sources=[NVIDIA_METRICS])
def token_throughput(
    tokens: Annotated[float, Argument("tokens", at_least=0, whole=True)],
    duration: Annotated[float, Argument("s", above=0)],
) -> float:
    """Tokens that a service generates in a second, over all requests that it serves at once.

    Args:
        tokens: output tokens of all requests in the time, a whole number from 0.
        duration: the time in seconds, above 0, from the first request sent to the last token received.

    Returns:
        Tokens a second, from 0.

    Raises:
        PlaybookError: the count is negative or not whole, or the time is 0.

    >>> token_throughput(tokens=90_000, duration=60)
    1500.0
    """
    return tokens / duration


@formula(title="Accelerators needed", unit="accelerators", sources=[UTILISATION_LAW, SRE_CAPACITY])
def accelerators_needed(
    load: Load,
    throughput: Throughput,
    utilisation: Annotated[float, Argument("%", above=0, at_most=1)],
    spares: Annotated[float, Argument("accelerators", at_least=0, whole=True)],
) -> float:
    """Accelerators that a load needs at a planned utilisation, with spares for those that fail or are renewed.

    Args:
        load: work that arrives at the peak, in any unit of work in a time, from 0.
        throughput: work that one accelerator does within the latency promised, in the same unit, above 0.
        utilisation: how full each is planned to be at the peak, a fraction above 0 to 1.
        spares: accelerators beyond the load, a whole number from 0.

    Returns:
        A whole number of accelerators, rounded up.

    Raises:
        PlaybookError: an argument is out of range, or the spares aren't whole.

    >>> accelerators_needed(load=9_000, throughput=1_500, utilisation=0.75, spares=1)
    9
    """
    return ceil(load / (throughput * utilisation)) + spares


@formula(title="Utilisation of accelerators", unit="%", decimals=0, sources=[UTILISATION_LAW])
def accelerator_utilisation(
    load: Load,
    accelerators: Annotated[float, Argument("accelerators", above=0, whole=True)],
    throughput: Throughput,
) -> float:
    """Share of the capacity of a number of accelerators that a load takes.

    Args:
        load: work that arrives, in any unit of work in a time, from 0.
        accelerators: accelerators that serve it, a whole number above 0.
        throughput: work that one accelerator does within the latency promised, in the same unit, above 0.

    Returns:
        A fraction from 0 upwards; above 1 the load doesn't fit, and a queue grows.

    Raises:
        PlaybookError: an argument is out of range, or the accelerators aren't whole.

    >>> accelerator_utilisation(load=9_000, accelerators=8, throughput=1_500)
    0.75
    """
    return load / (accelerators * throughput)
