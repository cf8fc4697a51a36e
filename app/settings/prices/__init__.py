"""Price lists: prices that hold for some customers, agreements, technicians, assets or times."""
