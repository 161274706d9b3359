// placeholder until the first file of Methods stands
