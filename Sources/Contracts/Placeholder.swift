// placeholder until the first file of Contracts stands
