"""Price lists for fees: prices that hold for some articles, agreements or subscriptions, or for all."""
